package jp.enishi.cases.inquiry.domain;

import java.util.Set;

/** Where an inquiry stands. */
public enum InquiryState {
    NEW,
    /** Somebody looks after it. */
    TAKEN,
    /** A client came of it. */
    QUALIFIED,
    CLOSED;

    /** Where it may go from here; TAKEN again by being handed to another coordinator. */
    Set<InquiryState> next() {
        return switch (this) {
            case NEW -> Set.of(TAKEN, CLOSED);
            case TAKEN -> Set.of(TAKEN, QUALIFIED, CLOSED);
            case QUALIFIED, CLOSED -> Set.of();
        };
    }
}
