package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** The settlement range in hours a month. */
public record Hours(@Nullable Integer lower, @Nullable Integer upper) {}
