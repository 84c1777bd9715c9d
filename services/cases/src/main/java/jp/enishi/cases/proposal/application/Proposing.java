package jp.enishi.cases.proposal.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import jp.enishi.cases.Actor;
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
    private final Caller caller;

    Proposing(ClientCases cases, Candidacies candidacies, TalentSheets sheets, Proposals proposals, Caller caller) {
        this.cases = cases;
        this.candidacies = candidacies;
        this.sheets = sheets;
        this.proposals = proposals;
        this.caller = caller;
    }

    /** Writes a draft. */
    @WithTransaction
    public Uni<Proposal> draft(UUID caseId, Text plan, List<Team> teams) {
        caller.require("proposal.create", Resource.none("proposal"));
        return cases.lock(caseId, OrganizationScope.of(caller.subject()))
                .map(locked -> open(locked.value()))
                .chain(value -> candidacies
                        .lockAllOf(caseId)
                        .map(all -> Proposal.draft(
                                Ids.next(), caseId, value.organizationId(), plan, check(value, all, teams))))
                .chain(draft -> proposals.add(draft, actor()));
    }

    /** Writes another content into a draft. */
    @WithTransaction
    public Uni<Proposal> revise(UUID proposalId, long expected, Text plan, List<Team> teams) {
        return locked(
                "proposal.revise",
                proposalId,
                expected,
                (value, proposal) -> candidacies.lockAllOf(proposal.caseId()).chain(all -> {
                    Proposal next = proposal.revise(plan, teams);
                    Proposal counted = next.counted(check(open(value), all, teams));
                    return proposals.change(counted, actor(), "proposal.revise", false);
                }));
    }

    /** Freezes the sheets of everybody in it and puts it before the client. */
    @WithTransaction
    public Uni<Proposal> send(UUID proposalId, long expected, Instant decideBy) {
        return locked(
                "proposal.send",
                proposalId,
                expected,
                (value, proposal) -> candidacies
                        .lockAllOf(proposal.caseId())
                        .chain(all -> cases.now().chain(now -> {
                            Proposal sent = proposal.send(now, decideBy);
                            value.requireReady();
                            Proposal counted = sent.counted(check(value, all, sent.teams()));
                            List<Candidacy> seated = seated(all, proposal.teams());
                            return Candidacies.each(seated, candidacy -> propose(candidacy, now))
                                    .chain(() -> proposals.seat(counted, seated))
                                    .chain(() -> proposals.change(counted, actor(), "proposal.send", false));
                        })));
    }

    /** Takes it back: who wasn't decided on is merely selected, or an applicant, again. */
    @WithTransaction
    public Uni<Proposal> withdraw(UUID proposalId, long expected) {
        return locked("proposal.withdraw", proposalId, expected, (value, proposal) -> {
            Proposal withdrawn = proposal.end(ProposalState.WITHDRAWN);
            return proposals
                    .undecided(proposalId)
                    .chain(undecided -> Candidacies.each(undecided, this::takeBack))
                    .chain(() -> proposals.change(withdrawn, actor(), "proposal.withdraw", false));
        });
    }

    /** A decision that was made meanwhile stands. */
    private Uni<Candidacy> takeBack(UUID candidacyId) {
        return candidacies
                .lock(candidacyId)
                .chain(candidacy -> candidacy.stage() != Stage.PROPOSED
                        ? Uni.createFrom().item(candidacy)
                        : cases.now()
                                .chain(now -> candidacies.step(
                                        candidacy, candidacy.takeBack(now), actor(), "proposal.withdraw")));
    }

    /** An applicant is selected on the way, so that the history tells who took them on. */
    private Uni<Candidacy> propose(Candidacy candidacy, Instant now) {
        Uni<Candidacy> selected = candidacy.stage() == Stage.APPLIED
                ? candidacies.step(candidacy, candidacy.step(Stage.SELECTED, now, null), actor(), "proposal.send")
                : Uni.createFrom().item(candidacy);
        return selected.chain(one -> sheets.freeze(one.talentId(), one.person().version())
                .chain(hash ->
                        candidacies.step(one, one.propose(hash, actor().user(), now), actor(), "proposal.send")));
    }

    /** The case of a proposal is locked before it. */
    private Uni<Proposal> locked(
            String action, UUID proposalId, long expected, BiFunction<ClientCase, Proposal, Uni<Proposal>> step) {
        return proposals
                .caseOf(proposalId)
                .chain(caseId -> cases.lock(caseId, OrganizationScope.of(caller.subject())))
                .chain(locked -> proposals.lock(proposalId).chain(proposal -> {
                    caller.require(action, Resource.of("proposal", false, proposal.state()));
                    StaleVersion.check(expected, proposal.version());
                    return step.apply(locked.value(), proposal);
                }));
    }

    private static ClientCase open(ClientCase value) {
        if (value.status() == CaseStatus.CLOSED) {
            throw new RuleViolation("case-not-open");
        }
        return value;
    }

    private static List<Team> check(ClientCase value, List<Candidacy> all, List<Team> teams) {
        Map<UUID, Integer> headCounts = new LinkedHashMap<>();
        value.requirements()
                .positions()
                .forEach(position -> headCounts.put(
                        Objects.requireNonNull(position.positionId()),
                        Objects.requireNonNullElse(position.headCount(), 1)));
        List<Candidacy> proposable = all.stream()
                .filter(candidacy -> PROPOSABLE.contains(candidacy.stage()))
                .toList();
        return Team.check(
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
