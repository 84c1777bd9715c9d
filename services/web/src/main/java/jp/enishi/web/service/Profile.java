package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** Who a talent is. Never shown to clients. */
public record Profile(
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String familyNameRomaji,
        @Nullable String givenNameRomaji,
        @Nullable String familyNameKana,
        @Nullable String givenNameKana,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String headline,
        @Nullable String language) {}
