package jp.enishi.meetings.meeting.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jp.enishi.meetings.meeting.calendar.ReplyReader.Reply;
import jp.enishi.meetings.meeting.domain.Attendance;
import jp.enishi.meetings.meeting.domain.CalendarReply;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.persistence.LockedMeeting;

/** Takes a calendar's answer to an invitation. */
@ApplicationScoped
public class TakeReply {
    private final Steps steps;
    private final Invitations invitations;

    TakeReply(Steps steps, Invitations invitations) {
        this.steps = steps;
        this.invitations = invitations;
    }

    /**
     * Notes the answer.
     *
     * @param side whose address the reply names
     */
    @WithTransaction
    public Uni<Meeting> take(Reply reply, Side side) {
        return steps.begin(reply.meetingId(), "meeting.calendar-reply")
                .chain(step -> steps.write(
                        step,
                        step.before()
                                .withReply(
                                        new CalendarReply(side, reply.attendance(), reply.sequence(), reply.stamp()))))
                .map(LockedMeeting::value)
                .call(meeting -> reply.attendance() == Attendance.DECLINED
                        ? invitations.declined(meeting, side)
                        : Uni.createFrom().voidItem());
    }
}
