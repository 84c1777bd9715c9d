package jp.enishi.meetings.meeting.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Attendance;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/** Reads a calendar's answer to an invitation (RFC 5546 §3.2.3, METHOD:REPLY). */
public final class ReplyReader {
    private static final Map<ParticipationStatus, Attendance> ATTENDANCES = Map.of(
            ParticipationStatus.ACCEPTED, Attendance.ACCEPTED,
            ParticipationStatus.DECLINED, Attendance.DECLINED,
            ParticipationStatus.TENTATIVE, Attendance.TENTATIVE);

    private ReplyReader() {}

    /**
     * One attendee's answer.
     *
     * @param address of the attendee, in lower case
     */
    public record Reply(UUID meetingId, String address, Attendance attendance, int sequence, Instant stamp) {}

    /** Fails with {@link ValidationFailure} when the text is no answer to one of our invitations. */
    public static Reply read(String text) {
        ICalendar calendar = Biweekly.parse(text).first();
        if (calendar == null || calendar.getEvents().size() != 1) {
            throw ValidationFailure.at("", "calendar-unreadable");
        }
        if (calendar.getMethod() == null || !calendar.getMethod().isReply()) {
            throw ValidationFailure.at("/method", "no-reply");
        }
        VEvent event = calendar.getEvents().getFirst();
        UUID meetingId = Optional.ofNullable(event.getUid())
                .flatMap(uid -> Optional.ofNullable(uid.getValue()))
                .flatMap(Invitation::meetingOf)
                .orElseThrow(() -> ValidationFailure.at("/uid", "uid-unknown"));
        List<Attendee> attendees = event.getAttendees();
        String address = attendees.size() == 1 ? address(attendees.getFirst()) : null;
        if (address == null) {
            throw ValidationFailure.at("/attendee", "attendee-unknown");
        }
        ParticipationStatus status = attendees.getFirst().getParticipationStatus();
        Attendance attendance = status == null ? null : ATTENDANCES.get(status);
        if (attendance == null) {
            throw ValidationFailure.at("/attendee", "attendance-unknown");
        }
        if (event.getDateTimeStamp() == null || event.getDateTimeStamp().getValue() == null) {
            throw ValidationFailure.at("/dtstamp", "required");
        }
        Integer sequence =
                event.getSequence() == null ? null : event.getSequence().getValue();
        return new Reply(
                meetingId,
                address,
                attendance,
                sequence == null ? 0 : sequence,
                event.getDateTimeStamp().getValue().toInstant());
    }

    private static @Nullable String address(Attendee attendee) {
        String address = attendee.getEmail();
        if (address == null && attendee.getUri() != null) {
            address = attendee.getUri().replaceFirst("(?i)^mailto:", "");
        }
        return address == null ? null : address.strip().toLowerCase(Locale.ROOT);
    }
}
