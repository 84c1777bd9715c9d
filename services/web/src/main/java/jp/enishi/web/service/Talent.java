package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A talent as the talent or a coordinator sees it. The parts are edited as documents, so nothing in them is lost. */
public record Talent(
        String talentId,
        long version,
        @Nullable String status,
        @Nullable Profile profile,
        @Nullable JsonNode resume,
        @Nullable JsonNode availability,
        @Nullable JsonNode wishes,
        @Nullable Completeness completeness) {}
