package jp.enishi.web.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import jp.enishi.web.service.Offer;
import jp.enishi.web.service.OfferLine;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Offers as both sides see them: every version with what it changed, and what the reader can answer now. */
@Path("/offers")
@RolesAllowed({"client", "talent", "coordinator"})
@RunOnVirtualThread
public class OfferPages {
    private static final int ROWS = 20;
    private static final int DAYS_TO_ANSWER = 7;
    private static final List<String> STATES = List.of("OPEN", "AGREED", "REFUSED", "WITHDRAWN", "EXPIRED", "RELEASED");
    private static final Map<String, Act> ANSWERS =
            Map.of("acceptance", Acts.ACCEPTANCE, "refusal", Acts.REFUSAL, "retraction", Acts.RETRACTION);

    private final ContractsService contracts;
    private final AgreementsService agreements;
    private final Seats seats;
    private final Sides sides;
    private final ActPage acts;
    private final Submission submission;
    private final Pages pages;
    private final Now now;
    private final ObjectMapper json;

    OfferPages(
            @RestClient ContractsService contracts,
            @RestClient AgreementsService agreements,
            Seats seats,
            Sides sides,
            ActPage acts,
            Submission submission,
            Pages pages,
            Now now,
            ObjectMapper json) {
        this.contracts = contracts;
        this.agreements = agreements;
        this.seats = seats;
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

        static native TemplateInstance offers(
                Slice<OfferLine> offers,
                Seats seats,
                String mySide,
                String state,
                List<String> states,
                String saved,
                boolean later);

        static native TemplateInstance offer(
                Offer it,
                Offer.Version newest,
                List<Offer.Version> versions,
                Seats.Seat seat,
                boolean answers,
                boolean retracts,
                String saved);
    }

    @GET
    public Response offers(
            @QueryParam("state") @Nullable String state,
            @QueryParam("saved") @Nullable String saved,
            @QueryParam("cursor") @Nullable String cursor) {
        String chosen = STATES.contains(Objects.requireNonNullElse(state, "")) ? state : null;
        var offers = contracts.offers(ROWS, cursor, chosen);
        seats.ahead(offers.items().stream().map(OfferLine::candidacyId));
        return pages.ok(Templates.offers(
                offers,
                seats,
                sides.mine(),
                Objects.requireNonNullElse(chosen, ""),
                STATES,
                Objects.requireNonNullElse(saved, ""),
                cursor != null));
    }

    @GET
    @Path("/{id}")
    public Response offer(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        var offer = contracts.offer(id);
        boolean open = offer.state().equals("OPEN") && offer.acceptedAt() == null;
        boolean asked = sides.mine().equals(offer.waitsFor());
        return pages.ok(Templates.offer(
                offer,
                offer.versions().getLast(),
                offer.versions().reversed(),
                seat(offer),
                open && asked,
                open && !asked && (sides.isSide() || "TALENT".equals(offer.waitsFor())),
                Objects.requireNonNullElse(saved, "")));
    }

    @GET
    @Path("/{id}/{answer:acceptance|refusal|retraction}")
    public Response ask(@PathParam("id") String id, @PathParam("answer") String answer) {
        return acts.ask(act(answer), subject(id));
    }

    @POST
    @Path("/{id}/{answer:acceptance|refusal|retraction}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answer(
            @PathParam("id") String id, @PathParam("answer") String answer, MultivaluedMap<String, String> fields) {
        return acts.send(
                act(answer),
                fields,
                () -> subject(id),
                (form, said) -> {
                    if (said.has("shared")) {
                        said.put("shared", said.path("shared").asText().equals("true"));
                    }
                    agreements.answer(
                            id, answer.equals("retraction") ? "withdrawal" : answer, form.key(), form.etag(), said);
                },
                "/offers/" + id + "?saved=" + answer);
    }

    @GET
    @Path("/{id}/counter")
    public Response counter(@PathParam("id") String id) {
        var offer = contracts.offer(id);
        return pages.ok(page(offer, form(offer)));
    }

    @POST
    @Path("/{id}/counter")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response counter(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = "/offers/" + id + "?saved=counter";
        return submission.change(
                TermsForms.COUNTER,
                fields,
                form -> page(contracts.offer(id), form),
                (form, document) -> {
                    TermsForms.meant(document);
                    agreements.counter(id, form.key(), form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> form(contracts.offer(id)),
                document -> Submission.covers(
                        json.valueToTree(
                                contracts.offer(id).versions().getLast().terms()),
                        document.path("terms")),
                done);
    }

    private TemplateInstance page(Offer offer, Form form) {
        String back = "/offers/" + offer.offerId();
        return TermsPage.of(form, "counter", seat(offer).heading(), back + "/counter", back);
    }

    private Form form(Offer offer) {
        ObjectNode document = json.createObjectNode();
        JsonNode terms = offer.versions().getLast().terms();
        if (terms != null) {
            document.set("terms", terms);
        }
        document.put("expiresAt", now.eveningIn(DAYS_TO_ANSWER));
        return Form.of(TermsForms.COUNTER, document, offer.version(), pages.language(), pages.zone());
    }

    private ActPage.Subject subject(String id) {
        var offer = contracts.offer(id);
        var newest = offer.versions().getLast();
        return new ActPage.Subject(
                "/offers/" + id,
                offer.version(),
                seat(offer).heading(),
                newest.terms(),
                Map.of("termsHash", Objects.requireNonNullElse(newest.termsHash(), "")));
    }

    private Seats.Seat seat(Offer offer) {
        return seats.of(offer.candidacyId());
    }

    private static Act act(String answer) {
        return Objects.requireNonNull(ANSWERS.get(answer));
    }
}
