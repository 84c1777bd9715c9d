package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A client company; its organisation holds its people. */
public record Company(
        String companyId,
        long version,
        @Nullable Text name,
        @Nullable Text address,
        @Nullable String contact,
        @Nullable String organizationId) {}
