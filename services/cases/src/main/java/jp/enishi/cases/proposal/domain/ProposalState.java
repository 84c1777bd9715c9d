package jp.enishi.cases.proposal.domain;

import java.util.EnumSet;
import java.util.Set;

/** The life of a proposal. */
public enum ProposalState {
    DRAFT,
    SENT,
    /** Each person in it was decided on, or left. */
    DECIDED,
    /** The deadline passed before everybody was decided on. */
    LAPSED,
    WITHDRAWN;

    Set<ProposalState> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(SENT, WITHDRAWN);
            case SENT -> EnumSet.of(DECIDED, LAPSED, WITHDRAWN);
            case DECIDED, LAPSED, WITHDRAWN -> EnumSet.noneOf(ProposalState.class);
        };
    }
}
