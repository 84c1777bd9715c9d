package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** That a talent agreed to a version of the terms of use, and when. */
public record AgreedTerms(int terms, @Nullable String agreedAt) {}
