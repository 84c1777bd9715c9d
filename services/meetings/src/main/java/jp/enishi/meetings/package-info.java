/** Meetings of client, talent and coordinator: the date poll, the booking, the invitation and what came of it. */
@org.jspecify.annotations.NullMarked
package jp.enishi.meetings;
