package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** Where the work is done. */
public record Workplace(
        @Nullable String kind,
        @Nullable Integer onSiteDays,
        @Nullable String prefecture,
        @Nullable Text place) {}
