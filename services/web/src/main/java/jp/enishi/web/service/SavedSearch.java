package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A search that its owner is told of. */
public record SavedSearch(
        String searchId, long version, @Nullable String side, String name, Criteria criteria, boolean paused) {

    /** What is looked for. */
    public record Criteria(
            @Nullable List<String> roles,
            @Nullable List<String> skills,
            @Nullable Long rate,
            @Nullable List<String> workplaces,
            @Nullable List<String> prefectures,
            @Nullable String start,
            @Nullable List<String> industries,
            @Nullable String text) {}
}
