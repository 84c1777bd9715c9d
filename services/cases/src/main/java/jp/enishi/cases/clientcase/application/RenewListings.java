package jp.enishi.cases.clientcase.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.cases.clientcase.persistence.ClientCases;

/** Keeps the listings of a company accurate after the company changed; part of that change's transaction. */
@ApplicationScoped
public class RenewListings {
    private final ClientCases cases;
    private final CaseJournal journal;

    RenewListings(ClientCases cases, CaseJournal journal) {
        this.cases = cases;
        this.journal = journal;
    }

    public Uni<Void> of(UUID companyId, Actor actor) {
        return cases.publishedOf(companyId)
                .chain(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(id -> renew(id, actor))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Uni<Void> renew(UUID caseId, Actor actor) {
        return cases.lock(caseId, OrganizationScope.SYSTEM)
                .chain(locked -> cases.now().chain(now -> {
                    ClientCase after = locked.value().renewListing(locked.recruiter());
                    return cases.change(locked, after, now)
                            .chain(() -> journal.write(
                                    CaseEvents.Kind.REVISED, after, actor, "case.revise", "company revised"));
                }));
    }
}
