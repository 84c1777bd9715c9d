package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** An order that was placed, as the archive finds it. */
public record ArchiveEntry(
        String orderId,
        @Nullable String number,
        @Nullable String placedOn,
        @Nullable Money amount,
        @Nullable String clientName,
        @Nullable String talentName,
        @Nullable String documentHash) {}
