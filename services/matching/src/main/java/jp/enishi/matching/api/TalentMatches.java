package jp.enishi.matching.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Requirement;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of the open cases that fit a talent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TalentMatches(
        UUID talentId,
        long talentVersion,
        String weightsVersion,
        String taxonomyVersion,
        List<Match> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

    @Schema(name = "CaseMatch")
    public record Match(
            UUID caseId,
            UUID positionId,
            double score,
            Explanation explanation,

            @JsonProperty("case") CaseCard card) {}

    /** What a list shows of a case; the listing has the rest. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CaseCard(
            UUID caseId,
            String role,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class)
            JsonNode title,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            JsonNode workplace,

            @Nullable Integer utilisation,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            JsonNode period,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            JsonNode budget,

            @Nullable LocalDate closesOn) {

        static CaseCard of(CaseState state, Requirement position) {
            JsonNode requirements = state.requirements();
            return new CaseCard(
                    state.caseId(),
                    position.role(),
                    requirements.path("title"),
                    requirements.get("workplace"),
                    position.utilisation(),
                    requirements.get("period"),
                    requirements.get("budget"),
                    state.closesOn());
        }
    }
}
