package jp.enishi.meetings.meeting.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Attendance;
import jp.enishi.meetings.meeting.domain.Choice;
import jp.enishi.meetings.meeting.domain.Language;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingPlan;
import jp.enishi.meetings.meeting.domain.Participant;
import jp.enishi.meetings.meeting.domain.Place;
import jp.enishi.meetings.meeting.domain.Samples;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.domain.Text;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.mail.CalendarText;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.validate.ValidationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invitations as two independent readers understand them. */
class InvitationTest {
    private static final Text TITLE = new Text("基幹システム刷新（要件定義）、第2期; PMO", "Core system renewal, phase 2; PMO");
    private static final String ORGANIZER = "meetings@enishi.example";

    @Test
    void an_invitation_is_read_back_as_it_was_meant() throws Exception {
        Meeting meeting = booked("Asia/Tokyo", "2026-12-03T01:00:00Z");
        String text = invite(meeting, Side.CLIENT);
        ICalendar calendar = Biweekly.parse(text).first();
        assertThat(calendar.getMethod().isRequest()).isTrue();
        VEvent event = calendar.getEvents().getFirst();
        assertThat(event.getUid().getValue()).isEqualTo(Invitation.uid(meeting.meetingId()));
        assertThat(event.getSequence().getValue()).isZero();
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(meeting.start());
        assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo(meeting.end());
        assertThat(event.getSummary().getValue()).isEqualTo("商談：" + TITLE.ja());
        assertThat(event.getLocation().getValue()).isEqualTo("https://meet.example/abc");
        assertThat(event.getOrganizer().getEmail()).isEqualTo(ORGANIZER);
        assertThat(event.getStatus().isConfirmed()).isTrue();
        assertThat(event.getAttendees()).singleElement().satisfies(attendee -> {
            assertThat(attendee.getEmail()).isEqualTo(CalendarText.RECIPIENT);
            assertThat(attendee.getRsvp()).isTrue();
            assertThat(attendee.getParticipationStatus().getValue()).isEqualTo("NEEDS-ACTION");
        });
        assertThat(CalendarText.unfold(text))
                .contains(
                        "DTSTART;TZID=Asia/Tokyo:20261203T100000", "BEGIN:VTIMEZONE", "TZID:Asia/Tokyo", "VERSION:2.0")
                .contains("RSVP=TRUE", "PARTSTAT=NEEDS-ACTION", "mailto:" + CalendarText.RECIPIENT);
        Calendar other = ical4j(text);
        Component same = (Component) other.getComponent("VEVENT").orElseThrow();
        assertThat(value(same, "SUMMARY")).isEqualTo("商談：" + TITLE.ja());
        assertThat(value(same, "UID")).isEqualTo(Invitation.uid(meeting.meetingId()));
        assertThat(same.getProperty("DTSTART").orElseThrow().toString()).contains("TZID=Asia/Tokyo:20261203T100000");
    }

    @Test
    void lines_end_in_crlf_and_are_short() throws Exception {
        String text = invite(booked("Asia/Tokyo", "2026-12-03T01:00:00Z"), Side.CLIENT);
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(text).endsWith("END:VCALENDAR\r\n");
        assertThat(text.split("\r\n"))
                .allSatisfy(line -> assertThat(line.getBytes(UTF_8).length).isLessThanOrEqualTo(75));
    }

    @Test
    void a_move_and_a_cancellation_keep_the_uid_and_raise_the_sequence() throws Exception {
        Meeting booked = booked("Asia/Tokyo", "2026-12-03T01:00:00Z");
        Meeting moved = booked.moved(
                Instant.parse("2026-12-04T02:00:00Z"),
                new Place(Place.Kind.ADDRESS, null, new Text("東京都港区芝1-2-3 ビル5階", "5F, 1-2-3 Shiba, Tokyo")),
                "都合により",
                Samples.NOW);
        VEvent update =
                Biweekly.parse(invite(moved, Side.CLIENT)).first().getEvents().getFirst();
        assertThat(update.getSequence().getValue()).isEqualTo(1);
        assertThat(update.getLocation().getValue()).isEqualTo("東京都港区芝1-2-3 ビル5階");
        assertThat(update.getUrl()).isNull();
        String text = invite(moved.cancelled("BY_CLIENT", "中止"), Side.TALENT);
        ICalendar cancel = Biweekly.parse(text).first();
        assertThat(cancel.getMethod().isCancel()).isTrue();
        VEvent event = cancel.getEvents().getFirst();
        assertThat(event.getSequence().getValue()).isEqualTo(2);
        assertThat(event.getStatus().isCancelled()).isTrue();
        assertThat(event.getUid().getValue()).isEqualTo(Invitation.uid(booked.meetingId()));
        assertThat(event.getLocation().getValue()).isEqualTo("5F, 1-2-3 Shiba, Tokyo");
        assertThat(event.getSummary().getValue()).isEqualTo("Meeting: " + TITLE.en());
        ical4j(text);
    }

    /** Each in the zone of its reader, on both sides of a change of clocks, also where clocks change by half an hour. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York,    2026-10-30T20:00:00Z, 2026-10-30T16:00",
        "America/New_York,    2026-11-02T20:00:00Z, 2026-11-02T15:00",
        "Europe/London,       2026-03-27T09:00:00Z, 2026-03-27T09:00",
        "Europe/London,       2026-03-30T09:00:00Z, 2026-03-30T10:00",
        "Australia/Lord_Howe, 2026-10-02T23:00:00Z, 2026-10-03T09:30",
        "Australia/Lord_Howe, 2026-10-05T23:00:00Z, 2026-10-06T10:00",
        "Asia/Kathmandu,      2026-06-01T04:00:00Z, 2026-06-01T09:45",
        "Asia/Tokyo,          2026-06-01T00:00:00Z, 2026-06-01T09:00",
        "America/Santiago,    2026-06-01T14:00:00Z, 2026-06-01T10:00",
        "Pacific/Chatham,     2026-06-30T22:00:00Z, 2026-07-01T10:45",
        "Africa/Casablanca,   2026-06-01T09:00:00Z, 2026-06-01T10:00",
        "UTC,                 2026-06-01T00:00:00Z, 2026-06-01T00:00"
    })
    void the_time_is_right_in_every_zone(String zone, Instant start, String local) throws Exception {
        Meeting meeting = booked(zone, start.toString());
        String text = invite(meeting, Side.TALENT);
        assertThat(CalendarText.unfold(text))
                .contains("DTSTART;TZID=" + zone + ":" + local.replaceAll("[-:]", "") + "00")
                .contains("TZID:" + zone + "\r\n");
        // ical4j 4.0 checks the form only: it reads winter times of a zone with few observances as summer times (its
        // #793).
        ical4j(text);
        // Biweekly takes every summer time for one hour.
        if (!zone.equals("Australia/Lord_Howe")) {
            String renamed = text.replace(zone, "X-Nowhere-Known");
            for (String read : List.of(text, renamed)) {
                assertThat(Biweekly.parse(read)
                                .first()
                                .getEvents()
                                .getFirst()
                                .getDateStart()
                                .getValue()
                                .toInstant())
                        .isEqualTo(start);
            }
        }
    }

    @Test
    void what_is_downloaded_names_no_attendee() throws Exception {
        Meeting meeting = booked("Asia/Tokyo", "2026-12-03T01:00:00Z");
        String text =
                new Invitation(meeting, TITLE, ORGANIZER).forDownload(meeting.participant(Side.CLIENT), Samples.NOW);
        ICalendar calendar = Biweekly.parse(text).first();
        assertThat(calendar.getMethod().isPublish()).isTrue();
        assertThat(calendar.getEvents().getFirst().getAttendees()).isEmpty();
        ical4j(text);
    }

    @Test
    void a_reply_is_understood() {
        UUID meeting = UUID.randomUUID();
        ReplyReader.Reply reply = ReplyReader.read(reply(Invitation.uid(meeting), "DECLINED", 2));
        assertThat(reply)
                .isEqualTo(new ReplyReader.Reply(
                        meeting,
                        "hanako.yamada@people.example",
                        Attendance.DECLINED,
                        2,
                        Instant.parse("2026-12-01T02:03:04Z")));
        assertThat(ReplyReader.read(reply(Invitation.uid(meeting), "ACCEPTED", 0))
                        .attendance())
                .isEqualTo(Attendance.ACCEPTED);
        assertThat(ReplyReader.read(reply(Invitation.uid(meeting), "TENTATIVE", 0))
                        .attendance())
                .isEqualTo(Attendance.TENTATIVE);
    }

    @Test
    void anything_else_is_refused() {
        String good = reply(Invitation.uid(UUID.randomUUID()), "ACCEPTED", 0);
        for (String bad : List.of(
                "hello",
                "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
                good.replace("METHOD:REPLY", "METHOD:REQUEST"),
                good.replace("METHOD:REPLY\r\n", ""),
                good.replace("@meetings.enishi.example", "@elsewhere.example"),
                good.replaceAll("UID:[^\r]*", "UID:1@meetings.enishi.example"),
                good.replaceAll("UID:[^\r]*\r\n", ""),
                good.replace("PARTSTAT=ACCEPTED", "PARTSTAT=DELEGATED"),
                good.replace("PARTSTAT=ACCEPTED;", ""),
                good.replaceAll("ATTENDEE[^\r]*\r\n", ""),
                good.replaceAll("DTSTAMP[^\r]*\r\n", ""),
                good.replaceAll("(?s)BEGIN:VEVENT.*END:VEVENT\r\n", ""))) {
            assertThatThrownBy(() -> ReplyReader.read(bad)).as(bad).isInstanceOf(ValidationFailure.class);
        }
    }

    private static String reply(String uid, String status, int sequence) {
        return """
            BEGIN:VCALENDAR
            PRODID:-//Google Inc//Google Calendar 70.9054//EN
            VERSION:2.0
            CALSCALE:GREGORIAN
            METHOD:REPLY
            BEGIN:VEVENT
            DTSTART:20261203T010000Z
            DTEND:20261203T020000Z
            DTSTAMP:20261201T020304Z
            ORGANIZER;CN=Enishi:mailto:meetings@enishi.example
            UID:%s
            ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=%s;CN=Hanako:mailto:Hanako.Yamada@people.example
            SEQUENCE:%d
            STATUS:CONFIRMED
            SUMMARY:商談
            END:VEVENT
            END:VCALENDAR
            """.formatted(uid, status, sequence).replace("\n", "\r\n");
    }

    private static Meeting booked(String talentZone, String start) {
        Instant at = Instant.parse(start);
        Instant now = at.minusSeconds(86_400L * 30);
        var plan = new MeetingPlan(
                Samples.people(ZoneId.of(talentZone)),
                60,
                List.of(at),
                at.minusSeconds(86_400),
                Choice.COORDINATOR,
                Samples.video());
        Meeting called = plan.call(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), now);
        return called.booked(called.slots().getFirst().slotId(), now);
    }

    private static String invite(Meeting meeting, Side side) {
        Participant participant = meeting.participant(side);
        assertThat(participant.language()).isEqualTo(side == Side.TALENT ? Language.en : Language.ja);
        return new Invitation(meeting, TITLE, ORGANIZER).forMail(participant, Samples.NOW);
    }

    /** Reads and validates with ical4j. */
    private static Calendar ical4j(String text) throws Exception {
        Calendar calendar = new CalendarBuilder().build(new StringReader(text));
        ValidationResult result = calendar.validate();
        assertThat(result.getEntries()).as(text).isEmpty();
        return calendar;
    }

    private static String value(Component component, String property) {
        return ((Property) component.getProperty(property).orElseThrow()).getValue();
    }
}
