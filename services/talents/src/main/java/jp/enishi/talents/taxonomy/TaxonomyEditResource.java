package jp.enishi.talents.taxonomy;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.security.Resource;
import jp.enishi.talents.taxonomy.application.CurrentTaxonomy;
import jp.enishi.talents.taxonomy.application.EditTaxonomy;
import jp.enishi.talents.taxonomy.persistence.TaxonomyEdits;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The words that administrators add to those that the release ships. */
@Path("/api/v1/taxonomy/edits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "taxonomy")
public class TaxonomyEditResource {
    private static final URI HERE = URI.create("/api/v1/taxonomy/edits");

    private final TaxonomyEdits edits;
    private final EditTaxonomy editTaxonomy;
    private final CurrentTaxonomy current;
    private final Idempotency idempotency;
    private final Caller caller;

    TaxonomyEditResource(
            TaxonomyEdits edits,
            EditTaxonomy editTaxonomy,
            CurrentTaxonomy current,
            Idempotency idempotency,
            Caller caller) {
        this.edits = edits;
        this.editTaxonomy = editTaxonomy;
        this.current = current;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Action("taxonomy.list")
    @Operation(summary = "The words that were added and not retired since")
    @APIResponseSchema(
            value = OwnWordsView.class,
            responseCode = "200",
            responseDescription = "The words, with their revision as ETag")
    public Uni<Response> added() {
        caller.require("taxonomy.list", Resource.none("taxonomy"));
        return edits.read().map(words -> Views.of(OwnWordsView.of(words), words.revision()));
    }

    @POST
    @Action("taxonomy.edit")
    @Cancellable(false)
    @Operation(summary = "Add a word for a skill or role, or retire one that was added")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            required = true,
            schema = @Schema(type = SchemaType.STRING, maxLength = 200))
    @APIResponseSchema(
            value = OwnWordsView.class,
            responseCode = "201",
            responseDescription = "The words in their new revision")
    public Uni<Response> edit(@Context HttpHeaders headers, @NotNull @Valid TaxonomyEdit edit) {
        long revision = Preconditions.version(headers);
        return idempotency
                .once(
                        201,
                        () -> editTaxonomy
                                .edit(revision, edit.change(), edit.concept(), edit.word(), edit.reason())
                                .map(words -> Views.created(HERE, OwnWordsView.of(words), words.revision())))
                .call(current::refresh);
    }
}
