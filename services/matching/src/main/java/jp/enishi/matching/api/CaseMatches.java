package jp.enishi.matching.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import jp.enishi.matching.score.Explanation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of the talents for one position of a case; never a name, a company of theirs or a contact. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseMatches(
        UUID caseId,
        long caseVersion,
        String weightsVersion,
        String taxonomyVersion,
        List<Position> positions,
        List<Match> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

    public record Position(UUID positionId, String role) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TalentMatch")
    public record Match(
            UUID talentId,
            long talentVersion,
            int rank,
            double score,
            Explanation explanation,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class)
            JsonNode sheet,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            JsonNode availability,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            JsonNode rate) {}
}
