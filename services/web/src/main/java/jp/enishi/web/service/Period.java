package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** From when and for how long. */
public record Period(
        @Nullable String start,
        @Nullable Integer months,
        @Nullable Boolean extensible) {}
