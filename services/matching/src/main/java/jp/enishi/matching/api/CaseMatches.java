package jp.enishi.matching.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.matching.index.Facet;
import jp.enishi.matching.index.Shown;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Miss;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of the talents for one position of a case; never a name, a company of theirs or a contact. With the versions, the
 * day and the seed of the order among equals it can be made again. {@code total} counts everybody who was found, of whom a
 * bounded number is ranked; near misses come with the first page.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseMatches(
        UUID caseId,
        long caseVersion,
        String weightsVersion,
        String taxonomyVersion,
        LocalDate asOf,
        String exposureSeed,
        List<Position> positions,
        List<Match> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next,
        int total,
        List<Facet.Counts> facets,
        List<Near> nearMisses) {

    public record Position(UUID positionId, String role) {}

    /** Evidence and highlights are places in the sheet of {@code talentVersion}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TalentMatch")
    public record Match(
            UUID talentId,
            long talentVersion,
            int rank,
            double score,

            @Schema(ref = "#/components/schemas/Explanation")
            Shown explanation,

            List<Explanation.Evidence> highlights,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class)
            Shown sheet,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            Shown availability,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            Shown rate) {}

    /** Somebody just outside: what stopped them and by how much, and how they would have been judged. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "NearMatch")
    public record Near(
            UUID talentId,
            long talentVersion,
            double score,
            List<Miss> stopped,

            @Schema(ref = "#/components/schemas/Explanation")
            Shown explanation,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class)
            Shown sheet,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            Shown availability,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            Shown rate) {}
}
