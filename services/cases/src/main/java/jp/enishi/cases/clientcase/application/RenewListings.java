package jp.enishi.cases.clientcase.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.clientcase.application.CaseSteps.Step;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.cases.clientcase.persistence.ClientCases;

/** Keeps the listings of a company accurate after the company changed; part of that change's transaction. */
@ApplicationScoped
public class RenewListings {
    private static final Step STEP = new Step("case.revise", CaseEvents.Kind.REVISED, "company revised");

    private final ClientCases cases;
    private final CaseSteps steps;

    RenewListings(ClientCases cases, CaseSteps steps) {
        this.cases = cases;
        this.steps = steps;
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

    private Uni<ClientCase> renew(UUID caseId, Actor actor) {
        return steps.following(
                actor, caseId, STEP, (locked, now) -> locked.value().renewListing(locked.recruiter()));
    }
}
