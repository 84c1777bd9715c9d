package jp.enishi.web.talent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import jp.enishi.web.contract.Seats;
import jp.enishi.web.contract.Waiting;
import jp.enishi.web.meeting.LiveMeetings;
import jp.enishi.web.open.TermsOfUse;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Meeting;
import jp.enishi.web.service.OwnCandidacy;
import jp.enishi.web.service.Reached;
import jp.enishi.web.service.Talent;
import jp.enishi.web.service.TalentsService;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Where a talent starts: what needs an answer now, and what is under way. */
@Path("/talent")
@RolesAllowed("talent")
@RunOnVirtualThread
public class DashboardPage {
    private static final int SHOWN = 5;
    private static final Set<String> OVER = Set.of("NOT_SELECTED", "CASE_CLOSED", "WITHDRAWN", "COMPLETED");

    private final TalentsService talents;
    private final TermsOfUse terms;
    private final LiveMeetings meetings;
    private final Waiting waiting;
    private final Seats seats;
    private final Together together;
    private final Pages pages;
    private final Now now;

    DashboardPage(
            @RestClient TalentsService talents,
            TermsOfUse terms,
            LiveMeetings meetings,
            Waiting waiting,
            Seats seats,
            Together together,
            Pages pages,
            Now now) {
        this.talents = talents;
        this.terms = terms;
        this.meetings = meetings;
        this.waiting = waiting;
        this.seats = seats;
        this.together = together;
        this.pages = pages;
        this.now = now;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance dashboard(
                Talent talent,
                List<ResumePages.Missing> missing,
                Waiting.Answers answers,
                List<Meeting> booked,
                List<OwnCandidacy> running,
                Seats seats);
    }

    @GET
    public Response dashboard() {
        var answers = together.ask(() -> waiting.on("TALENT"));
        var booked = together.ask(() -> meetings.all().stream()
                .filter(meeting -> meeting.state().equals("BOOKED") && !now.over(meeting.end()))
                .limit(SHOWN)
                .toList());
        var running = together.ask(() -> seats.own().stream()
                .filter(each -> !OVER.contains(each.status()))
                .limit(SHOWN)
                .toList());
        var talent = talents.mine();
        var owed = Reached.orEmpty("whether the terms of use are agreed to", () -> owed(talent));
        return pages.ok(Templates.dashboard(
                talent, ResumePages.missing(talent), answers.get().and(owed), booked.get(), running.get(), seats));
    }

    /** The terms of use, while the talent has not agreed to those that hold. */
    private List<Waiting.Line> owed(Talent talent) {
        if (terms.agreedBy(talents.agreedTerms(talent.talentId(), 1, null).items())) {
            return List.of();
        }
        var language = pages.language();
        return List.of(new Waiting.Line(
                Messages.text(language, "use_named", terms.version()),
                Messages.text(language, "waiting_terms"),
                "/talent/terms",
                "",
                false));
    }
}
