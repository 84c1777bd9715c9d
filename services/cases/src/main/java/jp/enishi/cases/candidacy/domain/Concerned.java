package jp.enishi.cases.candidacy.domain;

import java.util.UUID;

/** Somebody whom a change of a case concerns, because of a candidacy that is still open. */
public record Concerned(UUID userId, Side side) {

    /** In whose part. */
    public enum Side {
        CLIENT,
        TALENT,
        COORDINATOR
    }
}
