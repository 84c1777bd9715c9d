package jp.enishi.web.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a reader wants to be told. */
public record Preferences(
        @Nullable String language, @Nullable Map<String, Boolean> mail, boolean searchDigest, long version) {}
