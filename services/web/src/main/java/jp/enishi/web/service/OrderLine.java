package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of the list of orders. */
public record OrderLine(
        String orderId,
        @Nullable String number,
        long version,
        @Nullable String offerId,
        @Nullable String candidacyId,
        @Nullable String caseId,
        @Nullable Text caseTitle,
        @Nullable String positionId,
        @Nullable String organizationId,
        @Nullable String talentId,
        String state,
        @Nullable String agreedAt,
        int openTasks,
        @Nullable String termsHash,
        @Nullable String documentHash,
        @Nullable String placedOn,
        @Nullable Money amount,
        @Nullable String clientName,
        @Nullable String talentName,
        List<String> confirmedBy) {
    /** The states in which somebody still has something to do. */
    public static final List<String> UNFINISHED = List.of("PREPARED", "ORDERED");

    public OrderLine {
        confirmedBy = confirmedBy == null ? List.of() : confirmedBy;
    }
}
