package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An offer with all its versions, oldest first. */
public record Offer(
        String offerId,
        long version,
        @Nullable String teamOfferId,
        String candidacyId,
        String caseId,
        @Nullable Text caseTitle,
        @Nullable String positionId,
        @Nullable String organizationId,
        @Nullable String talentId,
        String state,
        int number,
        @Nullable String waitsFor,
        @Nullable String expiresAt,
        @Nullable String termsHash,
        @Nullable String acceptedAt,
        List<Version> versions,
        @Nullable Ending ending) {
    public Offer {
        versions = versions == null ? List.of() : versions;
    }

    /** Who refused it or took it back, and why as far as the reader may know. */
    public record Ending(
            @Nullable String side,
            @Nullable String at,
            @Nullable String code,
            @Nullable String reason,
            boolean shared) {}

    /** One version, and what it changes. */
    public record Version(
            int number,
            @Nullable String state,
            @Nullable String side,
            @Nullable String at,
            @Nullable String expiresAt,
            @Nullable String note,
            @Nullable JsonNode terms,
            @Nullable Taxed taxed,
            @Nullable String termsHash,
            List<Change> changes) {
        public Version {
            changes = changes == null ? List.of() : changes;
        }
    }
}
