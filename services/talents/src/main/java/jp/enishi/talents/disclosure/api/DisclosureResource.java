package jp.enishi.talents.disclosure.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.talents.disclosure.application.ChangeConsent;
import jp.enishi.talents.disclosure.application.DiscloseResume;
import jp.enishi.talents.disclosure.application.ReadDisclosures;
import jp.enishi.talents.disclosure.domain.Consent;
import jp.enishi.talents.disclosure.domain.Disclosure;
import jp.enishi.talents.disclosure.domain.Readership;
import jp.enishi.talents.talent.api.SheetFile;
import jp.enishi.talents.talent.document.SkillSheet;
import jp.enishi.talents.talent.document.SkillSheetDocument;
import jp.enishi.talents.talent.domain.TalentId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Whom a talent lets see their name, and who saw what of them. */
@Path("/api/v1/talents/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "disclosures", description = "開示の同意と記録 — consents to be named, and who saw what")
public class DisclosureResource {
    private final ChangeConsent changeConsent;
    private final ReadDisclosures readDisclosures;
    private final DiscloseResume discloseResume;
    private final SkillSheetDocument document;
    private final Idempotency idempotency;

    DisclosureResource(
            ChangeConsent changeConsent,
            ReadDisclosures readDisclosures,
            DiscloseResume discloseResume,
            SkillSheetDocument document,
            Idempotency idempotency) {
        this.changeConsent = changeConsent;
        this.readDisclosures = readDisclosures;
        this.discloseResume = discloseResume;
        this.document = document;
        this.idempotency = idempotency;
    }

    @POST
    @Path("/consents")
    @Action("consent.give")
    @Cancellable(false)
    @Operation(summary = "Consent to be named to a client for a case")
    @APIResponseSchema(value = Consent.class, responseCode = "201", responseDescription = "The consent holds")
    public Uni<Response> give(@PathParam("id") UUID id, @Nullable ConsentRequest request) {
        if (request == null) {
            throw ValidationFailure.at("", "required");
        }
        return idempotency.once(
                201,
                () -> changeConsent
                        .give(new TalentId(id), request.organizationId(), request.caseId(), request.organizationName())
                        .map(consent -> Views.created(
                                URI.create("/api/v1/talents/" + id + "/consents/" + consent.consentId()),
                                consent,
                                consent.version())));
    }

    @POST
    @Path("/consents/{consentId}/withdrawal")
    @Action("consent.withdraw")
    @Cancellable(false)
    @Operation(summary = "Take a consent back, with effect from now on")
    @APIResponseSchema(value = Consent.class, responseCode = "200", responseDescription = "The consent no longer holds")
    public Uni<Response> withdraw(
            @PathParam("id") UUID id, @PathParam("consentId") UUID consentId, @Context HttpHeaders headers) {
        long version = Preconditions.version(headers);
        return idempotency.once(
                200,
                () -> changeConsent
                        .withdraw(new TalentId(id), consentId, version)
                        .map(consent -> Views.of(consent, consent.version())));
    }

    @GET
    @Path("/consents")
    @Action("consent.list")
    @Operation(summary = "List a talent's consents, newest first")
    @APIResponse(responseCode = "200", description = "A page of consents")
    public Uni<Page<Consent>> consents(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        var after = page.cursor(1);
        return readDisclosures
                .consents(new TalentId(id), after == null ? null : after.uuid(0), page.limit() + 1)
                .map(consents -> Page.of(
                        consents,
                        page.limit(),
                        consent -> Cursor.of(consent.consentId().toString())));
    }

    @GET
    @Path("/disclosures")
    @Action("disclosure.list")
    @Operation(summary = "List who saw what of a talent, newest first: all, or one client's people")
    @APIResponse(responseCode = "200", description = "A page of disclosures")
    public Uni<Page<Disclosure>> disclosures(
            @PathParam("id") UUID id,
            @BeanParam PageRequest page,
            @QueryParam("organizationId") @Nullable UUID organization) {
        return readDisclosures
                .disclosures(new TalentId(id), organization, Ledgers.after(page), page.limit() + 1)
                .map(lines -> Page.of(lines, page.limit(), Ledgers::cursor));
    }

    @GET
    @Path("/readerships")
    @Action("disclosure.list")
    @Operation(
            summary = "List the clients that saw something of a talent, who did so last first, with the newest of it")
    @APIResponse(responseCode = "200", description = "A page of clients")
    public Uni<Page<Readership>> readerships(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return readDisclosures
                .readerships(new TalentId(id), Ledgers.after(page), page.limit() + 1)
                .map(clients -> Page.of(
                        clients, page.limit(), client -> Ledgers.cursor(client.last(), client.organizationId())));
    }

    @GET
    @Path("/versions/{version}/disclosed")
    @Action("talent.disclosed")
    @Operation(summary = "The named résumé, for a client that the talent consented to; each reading is recorded")
    @APIResponse(responseCode = "200", description = "The named résumé")
    public Uni<NamedResume> disclosed(
            @PathParam("id") UUID id, @PathParam("version") long version, @QueryParam("caseId") @Nullable UUID caseId) {
        return discloseResume
                .resume(new TalentId(id), version, required(caseId))
                .map(NamedResume::of);
    }

    @GET
    @Path("/versions/{version}/disclosed/document")
    @Action("talent.disclosed")
    @Operation(summary = "The named skill sheet as a document, for a client that the talent consented to; recorded")
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content =
                    @Content(mediaType = SheetFile.PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> disclosedDocument(
            @PathParam("id") UUID id,
            @PathParam("version") long version,
            @QueryParam("caseId") @Nullable UUID caseId,
            @QueryParam("lang") @Nullable String lang) {
        var language = SheetFile.language(lang);
        return discloseResume
                .resume(new TalentId(id), version, required(caseId))
                .chain(seen -> document.write(SkillSheet.named(seen.version(), seen.reachable()), language))
                .map(pdf -> SheetFile.of(pdf, "skill-sheet", language));
    }

    @GET
    @Path("/versions/{version}/shown/document")
    @Action("talent.shown")
    @Operation(summary = "The anonymised skill sheet as a document, for a client that was shown it; recorded")
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content =
                    @Content(mediaType = SheetFile.PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> shownDocument(
            @PathParam("id") UUID id,
            @PathParam("version") long version,
            @QueryParam("caseId") @Nullable UUID caseId,
            @QueryParam("lang") @Nullable String lang) {
        var language = SheetFile.language(lang);
        return discloseResume
                .shown(new TalentId(id), version, required(caseId))
                .chain(sheet -> document.write(SkillSheet.anonymised(sheet), language))
                .map(pdf -> SheetFile.of(pdf, "skill-sheet-anonymised", language));
    }

    private static UUID required(@Nullable UUID caseId) {
        if (caseId == null) {
            throw ValidationFailure.at("/caseId", "required");
        }
        return caseId;
    }
}
