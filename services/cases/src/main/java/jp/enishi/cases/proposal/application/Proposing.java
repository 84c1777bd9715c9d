package jp.enishi.cases.proposal.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.cases.Actor;
import jp.enishi.cases.Documents;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.candidacy.persistence.TalentSheets;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.Text;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.cases.proposal.domain.Proposal;
import jp.enishi.cases.proposal.domain.ProposalState;
import jp.enishi.cases.proposal.domain.Team;
import jp.enishi.cases.proposal.persistence.Proposals;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;

/** What a coordinator does with a proposal. The case is locked first, then the proposal, then the candidacies. */
@ApplicationScoped
public class Proposing {
    private static final Set<Stage> PROPOSABLE = Set.of(Stage.SELECTED, Stage.APPLIED);

    private final ClientCases cases;
    private final Candidacies candidacies;
    private final TalentSheets sheets;
    private final Proposals proposals;
    private final Documents documents;
    private final Caller caller;

    Proposing(
            ClientCases cases,
            Candidacies candidacies,
            TalentSheets sheets,
            Proposals proposals,
            Documents documents,
            Caller caller) {
        this.cases = cases;
        this.candidacies = candidacies;
        this.sheets = sheets;
        this.proposals = proposals;
        this.documents = documents;
        this.caller = caller;
    }

    /** Writes a draft. */
    @WithTransaction
    public Uni<Proposal> draft(UUID caseId, Text plan, List<Team> teams) {
        caller.require("proposal.create", Resource.none("proposal"));
        return open(caseId)
                .chain(value -> candidacies
                        .lockAllOf(caseId)
                        .invoke(all -> check(value, all, teams))
                        .map(all -> new Proposal(
                                Ids.next(),
                                caseId,
                                value.organizationId(),
                                documents.write(plan),
                                documents.write(teams))))
                .chain(draft -> proposals.add(draft, actor()));
    }

    /** Writes another content into a draft. */
    @WithTransaction
    public Uni<Proposal> revise(UUID caseId, UUID proposalId, long expected, Text plan, List<Team> teams) {
        return open(caseId)
                .chain(value -> locked("proposal.revise", proposalId, expected)
                        .chain(proposal -> candidacies.lockAllOf(caseId).chain(all -> {
                            check(value, all, teams);
                            proposal.revise(documents.write(plan), documents.write(teams));
                            return proposals.changed(proposal, actor(), "proposal.revise", false);
                        })));
    }

    /** Freezes the sheets of everybody in it and puts it before the client. */
    @WithTransaction
    public Uni<Proposal> send(UUID caseId, UUID proposalId, long expected, Instant decideBy) {
        return open(caseId)
                .chain(value -> locked("proposal.send", proposalId, expected)
                        .chain(proposal -> candidacies.lockAllOf(caseId).chain(all -> {
                            List<Team> teams = List.of(documents.read(proposal.teams(), Team[].class));
                            check(value, all, teams);
                            List<Candidacy> seated = seated(all, teams);
                            return cases.now()
                                    .invoke(now -> proposal.send(now, decideBy))
                                    .chain(now -> Candidacies.each(seated, candidacy -> propose(candidacy, now)))
                                    .chain(() -> proposals.seat(proposal, seated))
                                    .chain(() -> proposals.changed(proposal, actor(), "proposal.send", false));
                        })));
    }

    /** Takes it back: who wasn't decided on is merely selected again. */
    @WithTransaction
    public Uni<Proposal> withdraw(UUID caseId, UUID proposalId, long expected) {
        return cases.lock(caseId, OrganizationScope.SYSTEM)
                .chain(() -> locked("proposal.withdraw", proposalId, expected))
                .chain(proposal -> proposals
                        .undecided(proposalId)
                        .chain(undecided -> Candidacies.each(undecided, this::reselect))
                        .invoke(() -> proposal.end(ProposalState.WITHDRAWN))
                        .chain(() -> proposals.changed(proposal, actor(), "proposal.withdraw", false)));
    }

    private Uni<Candidacy> reselect(UUID candidacyId) {
        return candidacies
                .lock(candidacyId)
                .chain(candidacy -> cases.now().chain(now -> {
                    Stage from = candidacy.stage();
                    candidacy.step(Stage.SELECTED, now, null);
                    return candidacies.stepped(candidacy, from, actor(), "proposal.withdraw");
                }));
    }

    /** An applicant is selected on the way, so that the history tells who took them on. */
    private Uni<Candidacy> propose(Candidacy candidacy, Instant now) {
        Uni<Candidacy> selected = candidacy.stage() == Stage.APPLIED
                ? step(candidacy, Stage.SELECTED, now)
                : Uni.createFrom().item(candidacy);
        return selected.chain(() -> sheets.freeze(candidacy.talentId(), candidacy.talentVersion()))
                .invoke(hash -> {
                    candidacy.freeze(candidacy.talentVersion(), hash);
                    candidacy.takenOnBy(actor().user());
                })
                .chain(() -> step(candidacy, Stage.PROPOSED, now));
    }

    private Uni<Candidacy> step(Candidacy candidacy, Stage next, Instant now) {
        Stage from = candidacy.stage();
        candidacy.step(next, now, null);
        return candidacies.stepped(candidacy, from, actor(), "proposal.send");
    }

    private Uni<Proposal> locked(String action, UUID proposalId, long expected) {
        return proposals.lock(proposalId).invoke(proposal -> {
            caller.require(action, Resource.of("proposal", false, proposal.state()));
            StaleVersion.check(expected, proposal.version());
        });
    }

    private Uni<ClientCase> open(UUID caseId) {
        return cases.lock(caseId, OrganizationScope.of(caller.subject())).map(locked -> {
            if (locked.value().status() == CaseStatus.CLOSED) {
                throw new RuleViolation("case-not-open");
            }
            return locked.value();
        });
    }

    private static void check(ClientCase value, List<Candidacy> all, List<Team> teams) {
        Map<UUID, Integer> headCounts = new HashMap<>();
        value.requirements()
                .positions()
                .forEach(position -> headCounts.put(
                        Objects.requireNonNull(position.positionId()),
                        Objects.requireNonNullElse(position.headCount(), 1)));
        List<Candidacy> proposable = all.stream()
                .filter(candidacy -> PROPOSABLE.contains(candidacy.stage()))
                .toList();
        Team.check(
                teams,
                headCounts,
                proposable.stream().collect(Collectors.toMap(Candidacy::candidacyId, Candidacy::talentId)),
                proposable.stream().collect(Collectors.toMap(Candidacy::candidacyId, Candidacy::positionId)));
    }

    private static List<Candidacy> seated(List<Candidacy> all, List<Team> teams) {
        Set<UUID> ids = teams.stream()
                .flatMap(team -> team.seats().stream())
                .map(Team.Seat::candidacyId)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(candidacy -> ids.contains(candidacy.candidacyId()))
                .toList();
    }

    private Actor actor() {
        return Actor.of(caller.subject());
    }
}
