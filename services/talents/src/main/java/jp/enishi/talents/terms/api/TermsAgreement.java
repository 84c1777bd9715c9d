package jp.enishi.talents.terms.api;

import org.jspecify.annotations.Nullable;

/**
 * That one agrees to the terms of use.
 *
 * @param terms the version that one was shown
 */
public record TermsAgreement(@Nullable Integer terms) {}
