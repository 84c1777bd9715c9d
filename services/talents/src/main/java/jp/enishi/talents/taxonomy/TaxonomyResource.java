package jp.enishi.talents.taxonomy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Public;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.taxonomy.Language;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.talents.taxonomy.application.CurrentTaxonomy;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The words of the trade, public. The whole is made once for each version and named by it, so that readers seldom fetch it. */
@Path("/api/v1/taxonomy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "taxonomy", description = "スキルと役割の用語 — skills, roles, phases, industries and places")
public class TaxonomyResource {
    private static final String CACHING = "public, max-age=3600, must-revalidate";
    private static final int LONGEST_QUERY = 100;

    private final CurrentTaxonomy current;
    private final ObjectMapper json;
    private volatile Whole made;

    /** The taxonomy as it is sent. */
    private record Whole(Taxonomy taxonomy, EntityTag tag, byte[] body) {
        static Whole of(Taxonomy taxonomy, ObjectMapper json) {
            try {
                return new Whole(
                        taxonomy, new EntityTag(taxonomy.version()), json.writeValueAsBytes(TaxonomyView.of(taxonomy)));
            } catch (JsonProcessingException ours) {
                throw new IllegalStateException("a taxonomy that is no JSON", ours);
            }
        }
    }

    TaxonomyResource(CurrentTaxonomy current, ObjectMapper json) {
        this.current = current;
        this.json = json;
        made = Whole.of(Taxonomy.load(), json);
    }

    @GET
    @Public
    @Operation(summary = "The whole taxonomy")
    @APIResponse(
            responseCode = "200",
            description = "The taxonomy, with its version as ETag",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TaxonomyView.class)))
    public Response whole(@Context Request request) {
        var whole = whole();
        var unchanged = request.evaluatePreconditions(whole.tag());
        var answer = unchanged == null ? Response.ok(whole.body()) : unchanged;
        return answer.tag(whole.tag())
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .build();
    }

    private Whole whole() {
        var taxonomy = current.get();
        var known = made;
        if (known.taxonomy() != taxonomy) {
            known = Whole.of(taxonomy, json);
            made = known;
        }
        return known;
    }

    @GET
    @Path("/words")
    @Public
    @Operation(summary = "The words that were added to the shipped taxonomy, with the revision that they have together")
    public AddedWords added() {
        var words = current.words();
        return new AddedWords(words.revision(), words.words());
    }

    @GET
    @Path("/skills")
    @Public
    @Operation(summary = "Skills for what was typed so far")
    public List<SkillSuggestion> suggest(
            @QueryParam("q") @Nullable String query,
            @QueryParam("lang") @Nullable String language,
            @QueryParam("limit") @Nullable String limit) {
        if (query == null || query.isBlank()) {
            throw ValidationFailure.at("/q", "required");
        }
        if (query.length() > LONGEST_QUERY) {
            throw ValidationFailure.at("/q", "too-long", Map.of("max", LONGEST_QUERY));
        }
        var reader = Language.of(language == null ? "ja" : language);
        return current.get().suggest(query, reader, PageRequest.limit(limit)).stream()
                .map(SkillSuggestion::of)
                .toList();
    }
}
