package jp.enishi.cases.proposal.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.clientcase.api.CaseScope;
import jp.enishi.cases.proposal.application.Viewing;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.security.Role;

/** A client's reading of a proposal is recorded, for each person in it, before it is answered. */
@ApplicationScoped
class ProposalReadings {
    private final Viewing viewing;
    private final CaseScope cases;
    private final Caller caller;

    ProposalReadings(Viewing viewing, CaseScope cases, Caller caller) {
        this.viewing = viewing;
        this.cases = cases;
        this.caller = caller;
    }

    Uni<Void> of(List<ProposalView> shown) {
        UUID viewer = caller.subject().userId();
        return viewer == null || caller.subject().is(Role.COORDINATOR)
                ? Uni.createFrom().voidItem()
                : Candidacies.each(shown, proposal -> note(proposal, viewer));
    }

    private Uni<Void> note(ProposalView proposal, UUID viewer) {
        return cases.organizationOf(proposal.caseId())
                .chain(organization -> viewing.note(
                        proposal.proposalId(),
                        proposal.caseId(),
                        organization,
                        viewer,
                        proposal.people().stream()
                                .map(person ->
                                        new Viewing.Seen(person.talentId(), person.talentVersion(), person.level()))
                                .toList()));
    }
}
