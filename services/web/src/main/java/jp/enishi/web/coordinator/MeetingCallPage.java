package jp.enishi.web.coordinator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import jp.enishi.web.contract.Seats;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Zones;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.MeetingsService;
import jp.enishi.web.service.Member;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.TalentsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** A coordinator proposes times for the meeting that a client wants. */
@Path("/coordinator/candidacies/{id}/meeting")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class MeetingCallPage {
    private static final List<String> ZONES = List.of(
            "Asia/Tokyo",
            "Asia/Singapore",
            "Asia/Ho_Chi_Minh",
            "Asia/Kolkata",
            "Europe/London",
            "Europe/Berlin",
            "America/New_York",
            "America/Los_Angeles",
            "Australia/Sydney");
    private static final List<String> SIDES = List.of("client", "talent", "coordinator");
    private static final List<LocalTime> HOURS = List.of(LocalTime.of(10, 0), LocalTime.of(14, 0));
    private static final int DAYS_TO_ANSWER = 2;
    private static final int FIRST_DAY = 3;
    private static final int DAYS = 3;
    private static final int MOST_SLOTS = 20;
    private static final Shape CALL = Shape.of()
            .with(Kind.ROWS, "/slots")
            .with(Kind.TIME, "/slots/*/start")
            .with(Kind.INTEGER, "/durationMinutes")
            .with(Kind.TIME, "/deadline")
            .with(Kind.TEXT, "/choice", "/place/kind", "/place/url", "/place/address/ja", "/place/address/en")
            .with(Kind.TEXT, "/participants/client/zone", "/participants/talent/zone", "/participants/coordinator/zone")
            .chosen("/choice", "/place/kind")
            .build();

    private final MeetingsService meetings;
    private final PipelineService pipeline;
    private final TalentsService talents;
    private final CasesService cases;
    private final Seats seats;
    private final Submission submission;
    private final Pages pages;
    private final Now now;

    MeetingCallPage(
            @RestClient MeetingsService meetings,
            @RestClient PipelineService pipeline,
            @RestClient TalentsService talents,
            @RestClient CasesService cases,
            Seats seats,
            Submission submission,
            Pages pages,
            Now now) {
        this.meetings = meetings;
        this.pipeline = pipeline;
        this.talents = talents;
        this.cases = cases;
        this.seats = seats;
        this.submission = submission;
        this.pages = pages;
        this.now = now;
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance calling(
                Form form, Candidacy it, Seats.Seat seat, List<String> sides, List<String> zones, boolean more);
    }

    @GET
    public Response blank(@PathParam("id") String id) {
        var form = Form.empty(CALL)
                .in(pages.zone())
                .preset("/durationMinutes", "60")
                .preset("/choice", "AUTOMATIC")
                .preset("/place/kind", "VIDEO")
                .presetTime("/deadline", now.eveningIn(DAYS_TO_ANSWER));
        SIDES.forEach(side -> form.preset("/participants/" + side + "/zone", ZONES.getFirst()));
        var starts = workingDays()
                .flatMap(day -> HOURS.stream()
                        .map(hour ->
                                day.atTime(hour).atZone(Zones.JAPAN).toInstant().toString()))
                .toList();
        for (int i = 0; i < starts.size(); i++) {
            form.presetTime("/slots/" + i + "/start", starts.get(i));
        }
        return pages.ok(page(id, form));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response call(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return submission.create(CALL, fields, form -> page(id, form), (form, document) -> {
            var called = meetings.call(form.key(), invite(pipeline.candidacy(id), document));
            return Pages.seeOther("/meetings/" + called.meetingId() + "?saved=called");
        });
    }

    /** The three are who they are: nobody types an account. */
    private ObjectNode invite(Candidacy candidacy, ObjectNode document) {
        document.put("candidacyId", candidacy.candidacyId());
        var people = document.withObject("/participants");
        user(people, "client", candidacy.clientUserId());
        user(people, "talent", candidacy.talentUserId());
        user(people, "coordinator", pages.readerId());
        // Who writes in a language is written to in it.
        people.withObject("/coordinator").put("language", pages.language().tag());
        String language = languageOf(candidacy.talentId());
        if (candidacy.talentUserId() != null && language != null) {
            people.withObject("/talent").put("language", language);
        }
        String theirs = languageOfClient(candidacy);
        if (theirs != null) {
            people.withObject("/client").put("language", theirs);
        }
        return document;
    }

    private @Nullable String languageOf(String talentId) {
        try {
            var profile = talents.talent(talentId).profile();
            return profile == null ? null : profile.language();
        } catch (ServiceProblem problem) {
            if (problem.status() == 403 || problem.status() == 404) {
                return null;
            }
            throw problem;
        }
    }

    /** What the account of who asked for the meeting is set to. */
    private @Nullable String languageOfClient(Candidacy candidacy) {
        String company = cases.find(candidacy.caseId()).companyId();
        if (candidacy.clientUserId() == null || company == null) {
            return null;
        }
        try {
            return cases.members(company).stream()
                    .filter(member -> member.userId().equals(candidacy.clientUserId()))
                    .map(Member::language)
                    .filter(language -> "ja".equals(language) || "en".equals(language))
                    .findFirst()
                    .orElse(null);
        } catch (ServiceProblem problem) {
            // The accounts can't be asked now: the meeting is worth more than the language of its mails.
            if (problem.status() == 503) {
                return null;
            }
            throw problem;
        }
    }

    private static void user(ObjectNode people, String side, @Nullable String userId) {
        if (userId != null) {
            people.withObject("/" + side).put("userId", userId);
        }
    }

    private Stream<LocalDate> workingDays() {
        return Stream.iterate(now.today().plusDays(FIRST_DAY), day -> day.plusDays(1))
                .filter(Now::working)
                .limit(DAYS);
    }

    private TemplateInstance page(String id, Form form) {
        var found = pipeline.candidacy(id);
        return Templates.calling(
                form, found, seats.of(found), SIDES, ZONES, form.rows("/slots").size() < MOST_SLOTS);
    }
}
