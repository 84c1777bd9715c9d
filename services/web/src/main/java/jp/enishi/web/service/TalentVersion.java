package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** When a version was made, and the part that it changed: PROFILE, RESUME, AVAILABILITY or WISHES. */
public record TalentVersion(
        long version, @Nullable String at, @Nullable String part) {}
