package jp.enishi.contracts.offer.api;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import jp.enishi.contracts.offer.application.AnswerOffer;
import jp.enishi.contracts.offer.application.MakeOffer;
import jp.enishi.contracts.offer.application.MakeOffer.Wanted;
import jp.enishi.contracts.offer.application.ReadOffers;
import jp.enishi.contracts.offer.domain.Offer;
import jp.enishi.contracts.offer.domain.OfferState;
import jp.enishi.contracts.rule.application.Rules;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.ValidationFailure;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Offers from the first version to the answer. */
@Path("/api/v1")
public class OfferResource {
    private final MakeOffer makeOffer;
    private final AnswerOffer answerOffer;
    private final ReadOffers readOffers;
    private final Rules rules;
    private final Idempotency idempotency;

    OfferResource(
            MakeOffer makeOffer, AnswerOffer answerOffer, ReadOffers readOffers, Rules rules, Idempotency idempotency) {
        this.makeOffer = makeOffer;
        this.answerOffer = answerOffer;
        this.readOffers = readOffers;
        this.rules = rules;
        this.idempotency = idempotency;
    }

    @POST
    @Path("/offers")
    @Action("offer.create")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Offered",
            content = @Content(schema = @Schema(implementation = OfferView.class)))
    public Uni<Response> make(@NotNull @Valid OfferDraft draft) {
        return idempotency.once(
                201,
                () -> makeOffer
                        .make(new Wanted(draft.candidacyId(), draft.terms()), draft.expiresAt())
                        .chain(made -> readOffers
                                .read(made.offerId())
                                .map(whole -> Views.created(
                                        URI.create("/api/v1/offers/" + made.offerId()),
                                        OfferView.of(whole, rules.current()),
                                        made.version()))));
    }

    @POST
    @Path("/team-offers")
    @Action("offer.create")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Offered to each of the team",
            content = @Content(schema = @Schema(implementation = OfferDraft.TeamView.class)))
    public Uni<Response> makeTeam(@NotNull @Valid OfferDraft.TeamDraft draft) {
        var wanted = draft.offers().stream()
                .map(member -> new Wanted(member.candidacyId(), member.terms()))
                .toList();
        return idempotency.once(
                201,
                () -> makeOffer
                        .makeTeam(draft.caseId(), draft.mode(), wanted, draft.expiresAt())
                        .chain(team -> readOffers
                                .team(team)
                                .map(offers -> new OfferDraft.TeamView(
                                        team,
                                        offers.stream().map(OfferView.Line::of).toList()))));
    }

    @GET
    @Path("/offers")
    @Action("offer.list")
    public Uni<Page<OfferView.Line>> list(
            @BeanParam PageRequest page,
            @QueryParam("state") @Nullable String state,
            @QueryParam("case") @Nullable UUID caseId) {
        Cursor cursor = page.cursor(1);
        return readOffers
                .list(state(state), caseId, cursor == null ? null : cursor.uuid(0), page.limit() + 1)
                .map(rows -> Page.of(
                                rows,
                                page.limit(),
                                (Offer offer) -> Cursor.of(offer.offerId().toString()))
                        .map(OfferView.Line::of));
    }

    @GET
    @Path("/offers/{id}")
    @Action("offer.read")
    @APIResponse(
            responseCode = "200",
            description = "The offer",
            content = @Content(schema = @Schema(implementation = OfferView.class)))
    public Uni<Response> read(@PathParam("id") UUID id) {
        return readOffers
                .read(id)
                .map(whole -> Views.of(
                        OfferView.of(whole, rules.current()), whole.offer().version()));
    }

    @POST
    @Path("/offers/{id}/versions")
    @Action("offer.counter")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "A counter-offer; the version before is superseded",
            content = @Content(schema = @Schema(implementation = OfferView.class)))
    public Uni<Response> counter(
            @PathParam("id") UUID id, @NotNull @Valid OfferDraft.Counter counter, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200,
                () -> answer(answerOffer.counter(id, expected, counter.terms(), counter.expiresAt(), counter.note())));
    }

    @POST
    @Path("/offers/{id}/acceptance")
    @Action("offer.accept")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Agreed; in a team that is taken as a whole, accepted until the last one is",
            content = @Content(schema = @Schema(implementation = OfferView.class)))
    public Uni<Response> accept(
            @PathParam("id") UUID id, @NotNull @Valid OfferDraft.Acceptance acceptance, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(200, () -> answer(answerOffer.accept(id, expected, acceptance.termsHash())));
    }

    @POST
    @Path("/offers/{id}/refusal")
    @Action("offer.refuse")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Refused; there will be no order",
            content = @Content(schema = @Schema(implementation = OfferView.class)))
    public Uni<Response> refuse(
            @PathParam("id") UUID id, @NotNull @Valid OfferDraft.Reason reason, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(200, () -> answer(answerOffer.refuse(id, expected, reason.said())));
    }

    @POST
    @Path("/offers/{id}/withdrawal")
    @Action("offer.withdraw")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Taken back",
            content = @Content(schema = @Schema(implementation = OfferView.class)))
    public Uni<Response> withdraw(
            @PathParam("id") UUID id, @NotNull @Valid OfferDraft.Reason reason, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(200, () -> answer(answerOffer.withdraw(id, expected, reason.said())));
    }

    private Uni<Response> answer(Uni<Offer> changed) {
        return changed.chain(offer -> readOffers.read(offer.offerId()))
                .map(whole -> Views.of(
                        OfferView.of(whole, rules.current()), whole.offer().version()));
    }

    private static @Nullable OfferState state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(OfferState.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ValidationFailure.at("/state", "unknown-state"));
    }
}
