package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A month at the stated utilisation, tax excluded. */
public record Budget(@Nullable Money lower, @Nullable Money upper) {}
