package jp.enishi.web.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.act.Act;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.Acts;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.AgreementsService;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.Engagement;
import jp.enishi.web.service.EngagementLine;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Running work: who looks after it, the talks, what is wrong, other terms, and its end. */
@Path("/engagements")
@RolesAllowed({"client", "talent", "coordinator"})
@RunOnVirtualThread
public class EngagementPages {
    private static final int ROWS = 20;

    private final ContractsService contracts;
    private final AgreementsService agreements;
    private final Seats seats;
    private final Coordinators coordinators;
    private final Sides sides;
    private final ActPage acts;
    private final Submission submission;
    private final Pages pages;
    private final Now now;
    private final ObjectMapper json;

    EngagementPages(
            @RestClient ContractsService contracts,
            @RestClient AgreementsService agreements,
            Seats seats,
            Coordinators coordinators,
            Sides sides,
            ActPage acts,
            Submission submission,
            Pages pages,
            Now now,
            ObjectMapper json) {
        this.contracts = contracts;
        this.agreements = agreements;
        this.seats = seats;
        this.coordinators = coordinators;
        this.sides = sides;
        this.acts = acts;
        this.submission = submission;
        this.pages = pages;
        this.now = now;
        this.json = json;
    }

    @CheckedTemplate(basePath = "contract")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance engagements(Slice<EngagementLine> engagements, Seats seats, boolean later);

        static native TemplateInstance engagement(
                Engagement it,
                Seats.Seat seat,
                String owner,
                List<Engagement.Amendment> amendments,
                int nextTalk,
                String mySide,
                boolean coordinates,
                boolean running,
                boolean amendable,
                long daysLeft,
                long noticeDays,
                String saved);
    }

    @GET
    public Response engagements(@QueryParam("cursor") @Nullable String cursor) {
        var engagements = contracts.engagements(ROWS, cursor);
        seats.ahead(engagements.items().stream().map(EngagementLine::candidacyId));
        return pages.ok(Templates.engagements(engagements, seats, cursor != null));
    }

    @GET
    @Path("/{id}")
    public Response engagement(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        var engagement = contracts.engagement(id);
        String state = engagement.state();
        var owner = coordinators.name(engagement.ownerId());
        return pages.ok(Templates.engagement(
                engagement,
                seat(engagement),
                owner.get(),
                engagement.amendments().reversed(),
                nextTalk(engagement),
                sides.mine(),
                sides.coordinates(),
                !state.equals("ENDED"),
                state.equals("PLANNED") || state.equals("ACTIVE"),
                until(engagement.end()),
                until(engagement.noticeBy()),
                Objects.requireNonNullElse(saved, "")));
    }

    @GET
    @Path("/{id}/{step:tickets|check-ins|ownership|notice|ending}")
    public Response ask(@PathParam("id") String id, @PathParam("step") String step) {
        return acts.ask(act(step), subject(id));
    }

    @POST
    @Path("/{id}/{step:tickets|check-ins|ownership|notice|ending}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response take(
            @PathParam("id") String id, @PathParam("step") String step, MultivaluedMap<String, String> fields) {
        return acts.send(
                act(step),
                fields,
                () -> subject(id),
                (form, said) -> {
                    switch (step) {
                        case "tickets" -> contracts.raise(id, form.key(), form.etag(), said);
                        case "check-ins" -> contracts.checkIn(id, form.key(), form.etag(), said);
                        case "ownership" -> contracts.own(id, form.key(), form.etag(), said);
                        case "notice" -> contracts.notice(id, form.key(), form.etag(), said);
                        default -> contracts.end(id, form.key(), form.etag());
                    }
                },
                "/engagements/" + id + "?saved=" + act(step).name());
    }

    @GET
    @Path("/{id}/check-ins/{number:[0-9]+}/report")
    public Response askForReport(@PathParam("id") String id, @PathParam("number") int number) {
        return acts.ask(report(), subject(id));
    }

    @POST
    @Path("/{id}/check-ins/{number:[0-9]+}/report")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response report(
            @PathParam("id") String id, @PathParam("number") int number, MultivaluedMap<String, String> fields) {
        return acts.send(
                report(),
                fields,
                () -> subject(id),
                (form, said) -> contracts.report(id, number, form.key(), form.etag(), said),
                "/engagements/" + id + "?saved=report");
    }

    @GET
    @Path("/{id}/tickets/{number:[0-9]+}/{step:escalation|resolution|replies}")
    public Response ask(@PathParam("id") String id, @PathParam("number") int number, @PathParam("step") String step) {
        return acts.ask(act(step), ticket(id, number));
    }

    @POST
    @Path("/{id}/tickets/{number:[0-9]+}/{step:escalation|resolution|replies}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response take(
            @PathParam("id") String id,
            @PathParam("number") int number,
            @PathParam("step") String step,
            MultivaluedMap<String, String> fields) {
        return acts.send(
                act(step),
                fields,
                () -> ticket(id, number),
                (form, said) -> {
                    switch (step) {
                        case "escalation" -> contracts.escalate(id, number, form.key(), form.etag(), said);
                        case "replies" -> contracts.reply(id, number, form.key(), form.etag(), said);
                        default -> contracts.resolve(id, number, form.key(), form.etag(), said);
                    }
                },
                "/engagements/" + id + "?saved=" + act(step).name());
    }

    @GET
    @Path("/{id}/amendments/{number:[0-9]+}/signature")
    public Response askForSignature(@PathParam("id") String id, @PathParam("number") int number) {
        return acts.ask(Acts.SIGNATURE, amendment(id, number));
    }

    @POST
    @Path("/{id}/amendments/{number:[0-9]+}/signature")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response sign(
            @PathParam("id") String id, @PathParam("number") int number, MultivaluedMap<String, String> fields) {
        return acts.send(
                Acts.SIGNATURE,
                fields,
                () -> amendment(id, number),
                (form, said) -> agreements.sign(id, number, form.key(), form.etag(), said),
                "/engagements/" + id + "?saved=signature");
    }

    @GET
    @Path("/{id}/amendments/{number:[0-9]+}/{answer:refusal|withdrawal}")
    public Response askForEnd(
            @PathParam("id") String id, @PathParam("number") int number, @PathParam("answer") String answer) {
        return acts.ask(end(answer), proposed(id, number));
    }

    @POST
    @Path("/{id}/amendments/{number:[0-9]+}/{answer:refusal|withdrawal}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(
            @PathParam("id") String id,
            @PathParam("number") int number,
            @PathParam("answer") String answer,
            MultivaluedMap<String, String> fields) {
        return acts.send(
                end(answer),
                fields,
                () -> proposed(id, number),
                (form, said) -> agreements.end(id, number, answer, form.key(), form.etag(), said),
                "/engagements/" + id + "?saved=" + end(answer).name());
    }

    private static Act end(String answer) {
        return answer.equals("refusal") ? Acts.REJECTION : Acts.TAKING_BACK;
    }

    /** The terms that are to be refused or taken back; nothing is signed. */
    private ActPage.Subject proposed(String id, int number) {
        var subject = amendment(id, number);
        return new ActPage.Subject(subject.back(), subject.version(), subject.about(), subject.terms(), Map.of());
    }

    @GET
    @Path("/{id}/amendment")
    public Response amendment(@PathParam("id") String id) {
        var engagement = contracts.engagement(id);
        return pages.ok(page(engagement, form(engagement)));
    }

    @POST
    @Path("/{id}/amendment")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response amend(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = "/engagements/" + id + "?saved=amendment";
        return submission.change(
                TermsForms.AMENDMENT,
                fields,
                form -> page(contracts.engagement(id), form),
                (form, document) -> {
                    TermsForms.meant(document);
                    agreements.amend(id, form.key(), form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> form(contracts.engagement(id)),
                document -> contracts.engagement(id).amendments().stream()
                        .anyMatch(known ->
                                known.terms() != null && Submission.covers(known.terms(), document.path("terms"))),
                done);
    }

    private TemplateInstance page(Engagement engagement, Form form) {
        String back = "/engagements/" + engagement.engagementId();
        return TermsPage.of(form, "amendment", seat(engagement).heading(), back + "/amendment", back);
    }

    private Form form(Engagement engagement) {
        var document = json.createObjectNode();
        var terms = engagement.terms();
        if (terms != null) {
            document.set("terms", terms);
        }
        return Form.of(TermsForms.AMENDMENT, document, engagement.version(), pages.language());
    }

    private ActPage.Subject subject(String id) {
        var engagement = contracts.engagement(id);
        return new ActPage.Subject(
                "/engagements/" + id, engagement.version(), seat(engagement).heading());
    }

    private ActPage.Subject ticket(String id, int number) {
        var engagement = contracts.engagement(id);
        String about = engagement.tickets().stream()
                .filter(ticket -> ticket.number() == number)
                .map(ticket -> Objects.requireNonNullElse(ticket.text(), ""))
                .findFirst()
                .orElse("");
        return new ActPage.Subject("/engagements/" + id, engagement.version(), about);
    }

    private ActPage.Subject amendment(String id, int number) {
        var engagement = contracts.engagement(id);
        var amendment = engagement.amendments().stream()
                .filter(known -> known.number() == number)
                .findFirst();
        return new ActPage.Subject(
                "/engagements/" + id,
                engagement.version(),
                amendment.map(Engagement.Amendment::reason).orElse(""),
                amendment.map(Engagement.Amendment::terms).orElse(null),
                Map.of(
                        "termsHash",
                        amendment.map(Engagement.Amendment::termsHash).orElse("")));
    }

    private Seats.Seat seat(Engagement engagement) {
        return seats.of(engagement.candidacyId());
    }

    /** The first talk of which the reader, or for a coordinator either side, has not been heard; 0 when there is none. */
    private int nextTalk(Engagement engagement) {
        return engagement.checkIns().stream()
                .filter(talk -> sides.coordinates()
                        ? !talk.heard("CLIENT") || !talk.heard("TALENT")
                        : talk.reports().isEmpty())
                .mapToInt(Engagement.CheckIn::number)
                .findFirst()
                .orElse(0);
    }

    private Act report() {
        return sides.coordinates() ? Acts.REPORT_FOR : Acts.REPORT;
    }

    private long until(@Nullable String day) {
        return day == null ? -1 : now.until(day);
    }

    private static Act act(String step) {
        return switch (step) {
            case "tickets" -> Acts.TICKET;
            case "check-ins" -> Acts.CHECK_IN;
            case "ownership" -> Acts.OWNERSHIP;
            case "notice" -> Acts.NOTICE;
            case "escalation" -> Acts.ESCALATION;
            case "resolution" -> Acts.RESOLUTION;
            case "replies" -> Acts.REPLY;
            default -> Acts.ENDING;
        };
    }
}
