package jp.enishi.matching.search;

import java.util.UUID;

/** A search as somebody saved it. */
public record SavedSearch(
        UUID searchId, UUID userId, Side side, String name, Criteria criteria, boolean paused, long version) {}
