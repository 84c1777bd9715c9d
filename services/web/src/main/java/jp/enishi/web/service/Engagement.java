package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Work that is going on: who looks after it, and what was said about it. */
public record Engagement(
        String engagementId,
        long version,
        @Nullable String orderId,
        @Nullable String candidacyId,
        @Nullable String caseId,
        @Nullable String positionId,
        @Nullable String organizationId,
        @Nullable String talentId,
        @Nullable String ownerId,
        String state,
        @Nullable String start,
        @Nullable String end,
        @Nullable Integer utilisation,
        @Nullable String noticeBy,
        @Nullable JsonNode terms,
        @Nullable String termsHash,
        List<CheckIn> checkIns,
        List<Ticket> tickets,
        List<Amendment> amendments,
        @Nullable Notice notice) {
    public Engagement {
        checkIns = checkIns == null ? List.of() : checkIns;
        tickets = tickets == null ? List.of() : tickets;
        amendments = amendments == null ? List.of() : amendments;
    }

    /** A regular talk with both sides. */
    public record CheckIn(int number, @Nullable String dueOn, List<Report> reports) {
        public CheckIn {
            reports = reports == null ? List.of() : reports;
        }

        /** Whether a side was heard. */
        public boolean heard(String side) {
            return reports.stream().anyMatch(report -> side.equals(report.side()));
        }
    }

    /** What a side said. */
    public record Report(
            @Nullable String side,
            @Nullable String text,
            @Nullable String at) {}

    /** A concern. */
    public record Ticket(
            int number,
            String state,
            @Nullable String category,
            @Nullable String side,
            @Nullable String text,
            @Nullable String at,
            @Nullable String escalatedAt,
            @Nullable String escalation,
            @Nullable String resolvedAt,
            @Nullable String resolution,
            List<Report> replies) {
        public Ticket {
            replies = replies == null ? List.of() : replies;
        }

        public boolean resolved() {
            return state.equals("RESOLVED");
        }
    }

    /** A change of the terms, once both signed. */
    public record Amendment(
            int number,
            @Nullable String side,
            @Nullable String at,
            @Nullable String reason,
            boolean lowersFee,
            @Nullable String beforeHash,
            @Nullable JsonNode terms,
            @Nullable String termsHash,
            List<Change> changes,
            List<String> signedBy,
            @Nullable Ending ending) {
        public Amendment {
            changes = changes == null ? List.of() : changes;
            signedBy = signedBy == null ? List.of() : signedBy;
        }
    }

    /** That a proposed change was refused or taken back. */
    public record Ending(
            String kind,
            @Nullable String side,
            @Nullable String at,
            @Nullable String reason) {}

    /** That a side ends it. */
    public record Notice(
            @Nullable String side,
            @Nullable String at,
            @Nullable String endsOn,
            @Nullable String reason,
            @Nullable String exception) {}
}
