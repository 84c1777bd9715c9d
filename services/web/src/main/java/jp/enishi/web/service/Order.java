package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order: the agreed terms, what the law still asks for, and who confirmed. */
public record Order(
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
        @Nullable String placedAt,
        @Nullable String termsHash,
        @Nullable String documentHash,
        @Nullable JsonNode terms,
        @Nullable Taxed taxed,
        @Nullable Checklist checklist,
        List<Task> tasks,
        List<String> confirmedBy) {
    public Order {
        tasks = tasks == null ? List.of() : tasks;
        confirmedBy = confirmedBy == null ? List.of() : confirmedBy;
    }

    /** What the law asks for. */
    public record Checklist(boolean complete, List<String> missing, List<Line> items) {
        public Checklist {
            missing = missing == null ? List.of() : missing;
            items = items == null ? List.of() : items;
        }

        /** One item, and whether it is there. */
        public record Line(
                String item,
                @Nullable String source,
                @Nullable String standing) {}
    }

    /** An item that is settled later. */
    public record Task(
            String taskId,
            String item,
            boolean forBoth,
            @Nullable Text reason,
            @Nullable String plannedOn,
            @Nullable Text decision,
            @Nullable String settledAt) {}
}
