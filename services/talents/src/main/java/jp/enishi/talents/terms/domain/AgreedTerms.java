package jp.enishi.talents.terms.domain;

import java.time.Instant;
import java.util.UUID;
import jp.enishi.platform.kernel.Findings;
import org.jspecify.annotations.Nullable;

/**
 * That a talent agreed to a version of the terms of use, and when. Said once for each version, it never changes. Which version
 * holds is not known here: who shows the terms says which one was shown.
 *
 * @param terms the version, from 1
 */
public record AgreedTerms(UUID talentId, int terms, Instant agreedAt) {
    /** More versions than there will ever be, so that nobody fills the ledger with made-up ones. */
    private static final int MOST = 9_999;

    /** @throws jp.enishi.platform.kernel.ValidationFailure at {@code /terms}: {@code required}, {@code out-of-range} */
    public static AgreedTerms agree(UUID talentId, @Nullable Integer terms, Instant now) {
        var findings = new Findings();
        findings.required("/terms", terms);
        findings.within("/terms", terms, 1, MOST);
        findings.throwIfAny();
        if (terms == null) {
            throw new IllegalStateException("what is required was found missing");
        }
        return new AgreedTerms(talentId, terms, now);
    }
}
