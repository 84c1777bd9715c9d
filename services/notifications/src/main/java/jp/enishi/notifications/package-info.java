/** Tells people of cases that fit, and of what became of them: in the inbox, as a stream and by mail. */
@org.jspecify.annotations.NullMarked
package jp.enishi.notifications;
