package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A coordinator. */
public record Colleague(String userId, @Nullable String name) {}
