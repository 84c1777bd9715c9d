package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A field that differs between two versions of terms. */
public record Change(
        String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {}
