package jp.enishi.cases.clientcase.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.clientcase.application.CaseSteps.Step;
import jp.enishi.cases.clientcase.domain.CaseId;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.cases.clientcase.domain.RequirementsRules;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;

/** Begins a case of a known company as a draft. */
@ApplicationScoped
public class OpenCase {
    private static final Step STEP = new Step("case.create", CaseEvents.Kind.OPENED, "opened");

    private final ClientCases cases;
    private final CaseSteps steps;
    private final RequirementsRules rules;
    private final Caller caller;

    OpenCase(ClientCases cases, CaseSteps steps, RequirementsRules rules, Caller caller) {
        this.cases = cases;
        this.steps = steps;
        this.rules = rules;
        this.caller = caller;
    }

    @WithTransaction
    public Uni<ClientCase> open(UUID companyId, Requirements requirements) {
        caller.require("case.create", Resource.none("case"));
        Actor author = Actor.of(caller.subject());
        return cases.now().chain(now -> {
            rules.check(requirements, ClientCase.dayOf(now), Set.of());
            return cases.organizationOf(companyId)
                    .onFailure(NotFound.class)
                    .transform(none -> ValidationFailure.at("/companyId", "unknown-company"))
                    .map(organization ->
                            ClientCase.open(new CaseId(Ids.next()), companyId, organization, requirements, Ids::next))
                    .call(opened -> cases.add(opened, author, STEP.reason(), now))
                    .call(opened -> steps.tell(opened, author, STEP, null));
        });
    }
}
