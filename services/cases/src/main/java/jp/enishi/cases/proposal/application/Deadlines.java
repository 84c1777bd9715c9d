package jp.enishi.cases.proposal.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.cases.proposal.domain.Proposal;
import jp.enishi.cases.proposal.domain.ProposalState;
import jp.enishi.cases.proposal.persistence.Proposals;

/** What time does to proposals, by the database's clock: a reminder, the end when all is decided, or the lapse. */
@ApplicationScoped
public class Deadlines {
    private final ClientCases cases;
    private final Candidacies candidacies;
    private final Proposals proposals;

    Deadlines(ClientCases cases, Candidacies candidacies, Proposals proposals) {
        this.cases = cases;
        this.candidacies = candidacies;
        this.proposals = proposals;
    }

    /** True when something was due and is done now, false when nothing is. */
    @WithTransaction
    public Uni<Boolean> next() {
        return proposals
                .nextDue()
                .chain(found -> found == null
                        ? Uni.createFrom().item(false)
                        : proposals.lock(found).chain(this::due).replaceWith(true));
    }

    private Uni<Proposal> due(Proposal proposal) {
        return proposals
                .undecided(proposal.proposalId())
                .chain(undecided -> cases.now().chain(now -> {
                    if (undecided.isEmpty()) {
                        return end(proposal, ProposalState.DECIDED);
                    }
                    Instant decideBy = proposal.decideBy();
                    if (decideBy != null && !decideBy.isAfter(now)) {
                        return lapse(undecided, now)
                                .chain(lapsed -> end(proposal, lapsed ? ProposalState.LAPSED : ProposalState.DECIDED));
                    }
                    return proposals.change(proposal.remind(now), Actor.SYSTEM, "proposal.remind", true);
                }));
    }

    private Uni<Proposal> end(Proposal proposal, ProposalState as) {
        return proposals.change(proposal.end(as), Actor.SYSTEM, "proposal.end", false);
    }

    /** Whether anybody lapsed: a decision that was made meanwhile stands. */
    private Uni<Boolean> lapse(List<UUID> undecided, Instant now) {
        return Multi.createFrom()
                .iterable(undecided)
                .onItem()
                .transformToUniAndConcatenate(id -> candidacies.lock(id).chain(candidacy -> lapse(candidacy, now)))
                .collect()
                .asList()
                .map(lapsed -> lapsed.contains(true));
    }

    private Uni<Boolean> lapse(Candidacy candidacy, Instant now) {
        return candidacy.stage() != Stage.PROPOSED
                ? Uni.createFrom().item(false)
                : candidacies
                        .step(
                                candidacy,
                                candidacy.step(Stage.LAPSED, now, new Reason("DEADLINE", null)),
                                Actor.SYSTEM,
                                "candidacy.lapse")
                        .replaceWith(true);
    }
}
