package jp.enishi.talents.talent.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.talents.talent.application.ReadTalent;
import jp.enishi.talents.talent.application.RegisterTalent;
import jp.enishi.talents.talent.application.ReviseTalent;
import jp.enishi.talents.talent.document.SkillSheet;
import jp.enishi.talents.talent.document.SkillSheetDocument;
import jp.enishi.talents.talent.domain.Availability;
import jp.enishi.talents.talent.domain.Profile;
import jp.enishi.talents.talent.domain.Resume;
import jp.enishi.talents.talent.domain.Sheet;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.domain.TalentName;
import jp.enishi.talents.talent.domain.Wishes;
import jp.enishi.talents.talent.persistence.Wanted;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Talents: people see and change their own, coordinators everybody's; what is foreign looks as if it were not there. */
@Path("/api/v1/talents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "talents", description = "プロ人材の経歴と希望 — profiles, résumés, availability and wishes")
public class TalentResource {
    private static final String REASON = "Access-Reason";
    private static final int MOST_IDS = 50;

    private final RegisterTalent registerTalent;
    private final ReviseTalent reviseTalent;
    private final ReadTalent readTalent;
    private final SkillSheetDocument document;
    private final Idempotency idempotency;

    TalentResource(
            RegisterTalent registerTalent,
            ReviseTalent reviseTalent,
            ReadTalent readTalent,
            SkillSheetDocument document,
            Idempotency idempotency) {
        this.registerTalent = registerTalent;
        this.reviseTalent = reviseTalent;
        this.readTalent = readTalent;
        this.document = document;
        this.idempotency = idempotency;
    }

    @POST
    @Action("talent.create")
    @Cancellable(false)
    @Operation(summary = "Register oneself, or as a coordinator somebody else, as a talent")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            required = true,
            schema = @Schema(type = SchemaType.STRING, maxLength = 200))
    @APIResponseSchema(value = TalentView.class, responseCode = "201", responseDescription = "Registered")
    public Uni<Response> register(@Nullable TalentRegistration registration) {
        var stated = present(registration, "");
        var profile = present(stated.profile(), "/profile");
        return idempotency.once(
                201,
                () -> registerTalent
                        .register(stated.userId(), profile, stated.terms())
                        .map(talent -> Views.created(
                                URI.create("/api/v1/talents/" + talent.id().value()),
                                TalentView.of(talent),
                                talent.version())));
    }

    @GET
    @Action("talent.list")
    @Operation(
            summary = "List talents, newest first: all, or those whose name or headline has the words, with a role, or"
                    + " with a skill")
    @APIResponse(responseCode = "200", description = "A page of talents")
    public Uni<Page<TalentSummary>> list(
            @BeanParam PageRequest page,
            @QueryParam("q") @Nullable String words,
            @QueryParam("role") @Nullable String role,
            @QueryParam("skill") @Nullable String skill) {
        var after = page.cursor(1);
        return readTalent
                .list(Wanted.of(words, role, skill), after == null ? null : after.uuid(0), page.limit() + 1)
                .map(talents -> Page.of(
                                talents,
                                page.limit(),
                                talent -> Cursor.of(talent.id().value().toString()))
                        .map(TalentSummary::of));
    }

    @GET
    @Path("/names")
    @Action("talent.list")
    @Operation(summary = "What talents are called; who is not there any more is left out")
    @APIResponse(responseCode = "200", description = "All of them, on one page")
    public Uni<Page<TalentName>> names(
            @QueryParam("talent") @Parameter(description = "A talent; repeated, at most fifty.") @Nullable
                    List<UUID> ids) {
        if (ids != null && ids.size() > MOST_IDS) {
            throw ValidationFailure.at("/talent", "too-many", Map.of("max", MOST_IDS));
        }
        return readTalent.names(ids == null ? List.of() : ids).map(names -> new Page<>(names, null));
    }

    @GET
    @Path("/me")
    @Action("talent.read")
    @Operation(summary = "Read one's own record")
    @APIResponseSchema(
            value = TalentView.class,
            responseCode = "200",
            responseDescription = "The talent, with its version as ETag")
    public Uni<Response> mine() {
        return readTalent.mine().map(TalentResource::view);
    }

    @GET
    @Path("/{id}")
    @Action("talent.read")
    @Operation(summary = "Read a talent; reading somebody else's is recorded")
    @APIResponseSchema(
            value = TalentView.class,
            responseCode = "200",
            responseDescription = "The talent, with its version as ETag")
    public Uni<Response> one(@PathParam("id") UUID id, @HeaderParam(REASON) @Nullable String reason) {
        return readTalent.one(new TalentId(id), reason).map(TalentResource::view);
    }

    @PUT
    @Path("/{id}/profile")
    @Action("talent.revise")
    @Cancellable(false)
    @Operation(summary = "Replace the profile")
    @APIResponseSchema(
            value = TalentView.class,
            responseCode = "200",
            responseDescription = "The talent in its new version")
    public Uni<Response> reviseProfile(
            @PathParam("id") UUID id, @Context HttpHeaders headers, @Nullable Profile profile) {
        return revise(id, headers, profile, reviseTalent::profile);
    }

    @PUT
    @Path("/{id}/resume")
    @Action("talent.revise")
    @Cancellable(false)
    @Operation(summary = "Replace the résumé")
    @APIResponseSchema(
            value = TalentView.class,
            responseCode = "200",
            responseDescription = "The talent in its new version")
    public Uni<Response> reviseResume(@PathParam("id") UUID id, @Context HttpHeaders headers, @Nullable Resume resume) {
        return revise(id, headers, resume, reviseTalent::resume);
    }

    @PUT
    @Path("/{id}/availability")
    @Action("talent.revise")
    @Cancellable(false)
    @Operation(summary = "Replace the availability")
    @APIResponseSchema(
            value = TalentView.class,
            responseCode = "200",
            responseDescription = "The talent in its new version")
    public Uni<Response> reviseAvailability(
            @PathParam("id") UUID id, @Context HttpHeaders headers, @Nullable Availability availability) {
        return revise(id, headers, availability, reviseTalent::availability);
    }

    @PUT
    @Path("/{id}/wishes")
    @Action("talent.revise")
    @Cancellable(false)
    @Operation(summary = "Replace the wishes")
    @APIResponseSchema(
            value = TalentView.class,
            responseCode = "200",
            responseDescription = "The talent in its new version")
    public Uni<Response> reviseWishes(@PathParam("id") UUID id, @Context HttpHeaders headers, @Nullable Wishes wishes) {
        return revise(id, headers, wishes, reviseTalent::wishes);
    }

    @GET
    @Path("/{id}/sheet")
    @Action("talent.sheet")
    @Operation(summary = "The anonymised skill sheet")
    public Uni<Sheet> sheet(@PathParam("id") UUID id) {
        return readTalent.sheet(new TalentId(id));
    }

    @GET
    @Path("/{id}/sheet/document")
    @Action("talent.sheet")
    @Operation(summary = "The anonymised skill sheet as a document")
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content =
                    @Content(mediaType = SheetFile.PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> sheetDocument(@PathParam("id") UUID id, @QueryParam("lang") @Nullable String lang) {
        var language = SheetFile.language(lang);
        return readTalent
                .sheet(new TalentId(id))
                .chain(sheet -> document.write(SkillSheet.anonymised(sheet), language))
                .map(pdf -> SheetFile.of(pdf, "skill-sheet-anonymised", language));
    }

    @GET
    @Path("/{id}/document")
    @Action("talent.read")
    @Operation(summary = "The skill sheet with name and companies as a document; reading somebody else's is recorded")
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content =
                    @Content(mediaType = SheetFile.PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> document(
            @PathParam("id") UUID id,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(REASON) @Nullable String reason) {
        var language = SheetFile.language(lang);
        return readTalent
                .one(new TalentId(id), reason)
                .chain(talent -> document.write(SkillSheet.named(talent, null), language))
                .map(pdf -> SheetFile.of(pdf, "skill-sheet", language));
    }

    @PUT
    @Path("/{id}/sheet/preview")
    @Action("talent.sheet")
    @Cancellable(false)
    @Operation(summary = "What the anonymised skill sheet would be with a résumé, which is kept nowhere")
    public Uni<Sheet> preview(@PathParam("id") UUID id, @Nullable Resume resume) {
        return readTalent.preview(new TalentId(id), present(resume, ""));
    }

    @GET
    @Path("/{id}/versions")
    @Action("talent.versions")
    @Operation(summary = "List a talent's versions, newest first")
    @APIResponse(responseCode = "200", description = "A page of versions")
    public Uni<Page<VersionSummary>> versions(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        var below = page.cursor(1);
        return readTalent
                .versions(new TalentId(id), below == null ? null : below.number(0), page.limit() + 1)
                .map(versions -> Page.of(versions, page.limit(), version -> Cursor.of(Long.toString(version.version())))
                        .map(VersionSummary::of));
    }

    @GET
    @Path("/{id}/versions/{version}")
    @Action("talent.versions")
    @Operation(summary = "A talent as one version had it")
    @APIResponseSchema(
            value = TalentView.class,
            responseCode = "200",
            responseDescription = "The talent in that version")
    public Uni<TalentView> version(
            @PathParam("id") UUID id,
            @PathParam("version") long version,
            @HeaderParam(REASON) @Nullable String reason) {
        return readTalent.version(new TalentId(id), version, reason).map(TalentView::of);
    }

    private interface Revision<T> {
        Uni<Talent> of(TalentId id, long version, T part);
    }

    private static <T> Uni<Response> revise(UUID id, HttpHeaders headers, @Nullable T part, Revision<T> revision) {
        return revision.of(new TalentId(id), Preconditions.version(headers), present(part, ""))
                .map(TalentResource::view);
    }

    private static Response view(Talent talent) {
        return Views.of(TalentView.of(talent), talent.version());
    }

    private static <T> T present(@Nullable T value, String pointer) {
        if (value == null) {
            throw ValidationFailure.at(pointer, "required");
        }
        return value;
    }
}
