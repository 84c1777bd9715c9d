package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A role and the years in it. */
public record RoleYears(@Nullable String role, @Nullable Double years) {}
