package jp.enishi.cases.proposal.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator proposes to a client: a usage plan and one or more teams. It is written as a draft; sent, its
 * people and their sheets are frozen and it waits for the client until its deadline. Changed only under its row's lock.
 */
@Entity
@Table(name = "proposal")
public class Proposal {
    /** How long a client may be given to decide. */
    public static final Duration LONGEST = Duration.ofDays(60);

    @Id
    @Column(name = "proposal_id")
    private UUID proposalId;

    @Column(name = "case_id", updatable = false)
    private UUID caseId;

    @Column(name = "organization_id", updatable = false)
    private UUID organizationId;

    private long version;

    @Enumerated(EnumType.STRING)
    private ProposalState state;

    /** JSON as the API shows it. */
    private String plan;

    private String teams;

    @Column(name = "decide_by")
    private @Nullable Instant decideBy;

    @Column(name = "sent_at")
    private @Nullable Instant sentAt;

    @Column(name = "reminded_at")
    private @Nullable Instant remindedAt;

    @SuppressWarnings("NullAway.Init")
    protected Proposal() {}

    /** A draft. */
    public Proposal(UUID proposalId, UUID caseId, UUID organizationId, String plan, String teams) {
        this.proposalId = proposalId;
        this.caseId = caseId;
        this.organizationId = organizationId;
        version = 1;
        state = ProposalState.DRAFT;
        this.plan = plan;
        this.teams = teams;
    }

    /**
     * Other content of a draft.
     *
     * @throws RuleViolation {@code proposal-not-draft}
     */
    public void revise(String newPlan, String newTeams) {
        if (state != ProposalState.DRAFT) {
            throw new RuleViolation("proposal-not-draft", Map.of("state", state.name()));
        }
        plan = newPlan;
        teams = newTeams;
        version++;
    }

    /**
     * Puts it before the client.
     *
     * @throws ValidationFailure at {@code /decideBy} when that isn't within 60 days from now
     * @throws RuleViolation {@code proposal-step-illegal}
     */
    public void send(Instant now, Instant decide) {
        if (!decide.isAfter(now) || decide.isAfter(now.plus(LONGEST))) {
            throw ValidationFailure.at(
                    "/decideBy",
                    "out-of-range",
                    Map.of("min", now.toString(), "max", now.plus(LONGEST).toString()));
        }
        step(ProposalState.SENT);
        sentAt = now;
        decideBy = decide;
    }

    /** The client was reminded of the deadline. */
    public void remind(Instant now) {
        remindedAt = now;
        version++;
    }

    /**
     * Its end.
     *
     * @throws RuleViolation {@code proposal-step-illegal} with {@code from} and {@code to}
     */
    public void end(ProposalState as) {
        step(as);
    }

    private void step(ProposalState next) {
        if (!state.next().contains(next)) {
            throw new RuleViolation("proposal-step-illegal", Map.of("from", state.name(), "to", next.name()));
        }
        state = next;
        version++;
    }

    public UUID proposalId() {
        return proposalId;
    }

    public UUID caseId() {
        return caseId;
    }

    public UUID organizationId() {
        return organizationId;
    }

    public long version() {
        return version;
    }

    public ProposalState state() {
        return state;
    }

    public String plan() {
        return plan;
    }

    public String teams() {
        return teams;
    }

    public @Nullable Instant decideBy() {
        return decideBy;
    }

    public @Nullable Instant remindedAt() {
        return remindedAt;
    }
}
