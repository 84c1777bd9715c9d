package jp.enishi.cases.proposal.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Text;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator proposes to a client: a usage plan and one or more teams. It is written as a draft; sent, its
 * people and their sheets are frozen and it waits for the client until its deadline.
 */
public record Proposal(
        UUID proposalId,
        UUID caseId,
        UUID organizationId,
        long version,
        ProposalState state,
        Text plan,
        List<Team> teams,
        @Nullable Instant decideBy,
        @Nullable Instant sentAt,
        @Nullable Instant remindedAt) {
    /** How long a client may be given to decide. */
    public static final Duration LONGEST = Duration.ofDays(60);

    public Proposal {
        teams = List.copyOf(teams);
    }

    /** A draft. */
    public static Proposal draft(UUID proposalId, UUID caseId, UUID organizationId, Text plan, List<Team> teams) {
        return new Proposal(proposalId, caseId, organizationId, 1, ProposalState.DRAFT, plan, teams, null, null, null);
    }

    /**
     * Other content of a draft.
     *
     * @throws RuleViolation {@code proposal-not-draft}
     */
    public Proposal revise(Text newPlan, List<Team> newTeams) {
        if (state != ProposalState.DRAFT) {
            throw new RuleViolation("proposal-not-draft", Map.of("state", state.name()));
        }
        return new Proposal(
                proposalId, caseId, organizationId, version + 1, state, newPlan, newTeams, null, null, null);
    }

    /**
     * Puts it before the client, until a deadline.
     *
     * @throws ValidationFailure at {@code /decideBy} when that isn't within 60 days from now
     * @throws RuleViolation {@code proposal-step-illegal}
     */
    public Proposal send(Instant now, Instant decide) {
        if (!decide.isAfter(now) || decide.isAfter(now.plus(LONGEST))) {
            throw ValidationFailure.at(
                    "/decideBy",
                    "out-of-range",
                    Map.of("min", now.toString(), "max", now.plus(LONGEST).toString()));
        }
        return step(ProposalState.SENT, decide, now);
    }

    /** With the open seats of its teams as the case is now. */
    public Proposal counted(List<Team> counted) {
        return new Proposal(
                proposalId, caseId, organizationId, version, state, plan, counted, decideBy, sentAt, remindedAt);
    }

    /** The client is reminded of the deadline. */
    public Proposal remind(Instant now) {
        return new Proposal(proposalId, caseId, organizationId, version + 1, state, plan, teams, decideBy, sentAt, now);
    }

    /**
     * Its end.
     *
     * @throws RuleViolation {@code proposal-step-illegal} with {@code from} and {@code to}
     */
    public Proposal end(ProposalState as) {
        return step(as, decideBy, sentAt);
    }

    private Proposal step(ProposalState next, @Nullable Instant decide, @Nullable Instant sent) {
        if (!state.next().contains(next)) {
            throw new RuleViolation("proposal-step-illegal", Map.of("from", state.name(), "to", next.name()));
        }
        return new Proposal(
                proposalId, caseId, organizationId, version + 1, next, plan, teams, decide, sent, remindedAt);
    }
}
