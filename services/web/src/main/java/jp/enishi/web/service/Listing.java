package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A published case with the six items that the law asks for. */
public record Listing(
        String caseId,
        @Nullable Text title,
        @Nullable Text recruiterName,
        @Nullable Text recruiterAddress,
        @Nullable String recruiterContact,
        @Nullable Text workContent,
        @Nullable Text place,
        @Nullable Text fee,
        @Nullable Workplace workplace,
        @Nullable Integer utilisation,
        @Nullable Hours hours,
        @Nullable Period period,
        @Nullable Budget budget,
        List<Position> positions,
        @Nullable String publishedAt,
        @Nullable String closesOn,
        @Nullable String status) {
    public Listing {
        positions = positions == null ? List.of() : positions;
    }
}
