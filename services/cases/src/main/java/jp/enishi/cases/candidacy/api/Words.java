package jp.enishi.cases.candidacy.api;

import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Text;
import org.jspecify.annotations.Nullable;

/** What people write in the pipeline, in the form in which it is kept. */
final class Words {
    private static final int LONGEST = 2_000;

    private Words() {}

    /** The words that must be there, without signs that can't be kept. */
    static String required(String pointer, String words) {
        String kept = Text.canonicalOrNull(words);
        var findings = new Findings();
        findings.text(pointer, kept, LONGEST);
        findings.throwIfAny();
        return kept == null ? "" : kept;
    }

    /** The words that may be missing. */
    static @Nullable String optional(String pointer, @Nullable String words) {
        String kept = Text.canonicalOrNull(words);
        return kept == null ? null : required(pointer, kept);
    }
}
