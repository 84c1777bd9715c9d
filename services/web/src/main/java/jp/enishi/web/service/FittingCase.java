package jp.enishi.web.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** An open case that fits a talent. */
public record FittingCase(
        String caseId,
        @Nullable String positionId,
        double score,
        Explanation explanation,
        @Nullable @JsonProperty("case") CaseCard card) {
    /** What the list shows of the case. */
    public record CaseCard(
            @Nullable Text title,
            @Nullable String role,
            @Nullable Workplace workplace,
            @Nullable Integer utilisation,
            @Nullable Period period,
            @Nullable Budget budget,
            @Nullable String closesOn) {}
}
