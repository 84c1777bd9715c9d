@org.jspecify.annotations.NullMarked
package jp.enishi.meetings.meeting.messaging;
