package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** From when, and how much. */
public record Availability(@Nullable String from, @Nullable Utilisation utilisation) {
    /** Percent of a full month. */
    public record Utilisation(
            @Nullable Integer minimum, @Nullable Integer maximum) {}
}
