package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** Somebody who may act for a company. */
public record Member(
        String userId,
        @Nullable String name,
        @Nullable String email,
        boolean active,
        @Nullable String language) {}
