package jp.enishi.matching.index;

import jp.enishi.matching.score.Requirement;
import org.jspecify.annotations.Nullable;

/** A position of a case as it was read once: the very objects, which never change. */
record Asked(CaseState state, Requirement position) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Asked asked && asked.state == state && asked.position == position;
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(state) + System.identityHashCode(position);
    }
}
