package jp.enishi.meetings.meeting.calendar;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.parameter.Role;
import biweekly.property.Attendee;
import biweekly.property.CalendarScale;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.property.Transparency;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Attendance;
import jp.enishi.meetings.meeting.domain.Language;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingState;
import jp.enishi.meetings.meeting.domain.Participant;
import jp.enishi.meetings.meeting.domain.Text;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.mail.CalendarText;

/**
 * A meeting as an iCalendar object (RFC 5545) for one participant, in their zone and language. Each copy names its own
 * recipient as the only attendee: participants don't learn each other's addresses from it.
 */
public final class Invitation {
    private static final String UID_HOST = "@meetings.enishi.example";

    private final Meeting meeting;
    private final Text title;
    private final String organizer;

    public Invitation(Meeting meeting, Text title, String organizer) {
        this.meeting = meeting;
        this.title = title;
        this.organizer = organizer;
    }

    /** The same for every version of a meeting. */
    public static String uid(UUID meetingId) {
        return meetingId + UID_HOST;
    }

    /** The meeting that a UID is of, if it is one of ours. */
    public static Optional<UUID> meetingOf(String uid) {
        return uid.endsWith(UID_HOST)
                ? Ids.parse(uid.substring(0, uid.length() - UID_HOST.length()))
                : Optional.empty();
    }

    /**
     * REQUEST, or CANCEL for a cancelled meeting: to be sent by mail, with {@link CalendarText#RECIPIENT} where the address
     * of the participant belongs.
     */
    public String forMail(Participant participant, Instant now) {
        boolean cancelled = meeting.state() == MeetingState.CANCELLED;
        VEvent event = event(participant, now);
        event.addAttendee(attendee(participant));
        return write(event, participant, cancelled ? Method.CANCEL : Method.REQUEST);
    }

    /** PUBLISH: to be taken over into a calendar by hand; it names no attendee. */
    public String forDownload(Participant participant, Instant now) {
        return write(event(participant, now), participant, Method.PUBLISH);
    }

    /** In the language of the participant. */
    public String summary(Language language) {
        return language == Language.en ? "Meeting: " + title.in(language) : "商談：" + title.ja();
    }

    private VEvent event(Participant participant, Instant now) {
        Language language = participant.language();
        var event = new VEvent();
        event.setUid(uid(meeting.meetingId()));
        event.setSequence(meeting.sequence());
        event.setDateTimeStamp(Date.from(now));
        event.setDateStart(Date.from(Objects.requireNonNull(meeting.start())), true);
        event.setDateEnd(Date.from(Objects.requireNonNull(meeting.end())), true);
        event.setSummary(summary(language)).setLanguage(language.name());
        event.setDescription(
                        language == Language.en
                                ? "Meeting of client, talent and coordinator, arranged by Enishi."
                                : "Enishi が調整した、お客様・プロ人材・運営スタッフの三者による商談です。")
                .setLanguage(language.name());
        Text address = meeting.place().address();
        String url = meeting.place().url();
        event.setLocation(address == null ? Objects.requireNonNull(url) : address.in(language));
        if (url != null) {
            event.setUrl(url);
        }
        event.setOrganizer(new Organizer("Enishi", organizer));
        event.setStatus(meeting.state() == MeetingState.CANCELLED ? Status.cancelled() : Status.confirmed());
        event.setTransparency(Transparency.opaque());
        return event;
    }

    private Attendee attendee(Participant participant) {
        var attendee = new Attendee(null, CalendarText.RECIPIENT);
        attendee.setRole(Role.ATTENDEE);
        attendee.setParticipationLevel(ParticipationLevel.REQUIRED);
        attendee.setRsvp(meeting.state() != MeetingState.CANCELLED);
        attendee.setParticipationStatus(meeting.replies().stream()
                .filter(reply -> reply.side() == participant.side())
                .findFirst()
                .map(reply -> status(reply.attendance()))
                .orElse(ParticipationStatus.NEEDS_ACTION));
        return attendee;
    }

    private static ParticipationStatus status(Attendance attendance) {
        return switch (attendance) {
            case ACCEPTED -> ParticipationStatus.ACCEPTED;
            case DECLINED -> ParticipationStatus.DECLINED;
            case TENTATIVE -> ParticipationStatus.TENTATIVE;
        };
    }

    private String write(VEvent event, Participant participant, String method) {
        var calendar = new ICalendar();
        calendar.setProductId("-//Enishi//Meetings//JA");
        calendar.setMethod(method);
        calendar.setCalendarScale(CalendarScale.gregorian());
        calendar.addEvent(event);
        calendar.getTimezoneInfo()
                .setDefaultTimezone(CalendarZones.around(participant.zone(), Objects.requireNonNull(meeting.start())));
        String text = Biweekly.write(calendar).version(ICalVersion.V2_0).go();
        return CalendarText.fold(CalendarText.unfold(text));
    }
}
