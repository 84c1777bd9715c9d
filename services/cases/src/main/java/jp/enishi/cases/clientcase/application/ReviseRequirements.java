package jp.enishi.cases.clientcase.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.candidacy.application.Following;
import jp.enishi.cases.clientcase.application.CaseSteps.Step;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.cases.clientcase.domain.RequirementsRules;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Ids;

/** Puts another version of the requirements in place, with author, reason and difference, and renews the listing. */
@ApplicationScoped
public class ReviseRequirements {
    private static final int LONGEST_REASON = 1_000;

    private final CaseSteps steps;
    private final RequirementsRules rules;
    private final Following following;

    ReviseRequirements(CaseSteps steps, RequirementsRules rules, Following following) {
        this.steps = steps;
        this.rules = rules;
        this.following = following;
    }

    @WithTransaction
    public Uni<ClientCase> revise(UUID caseId, long expected, String reason, Requirements requirements) {
        var findings = new Findings();
        findings.text("/reason", reason, LONGEST_REASON);
        findings.throwIfAny();
        var step = new Step("case.revise", CaseEvents.Kind.REVISED, reason);
        return steps.byCaller(caseId, expected, step, (locked, now) -> {
                    ClientCase before = locked.value();
                    rules.check(requirements, ClientCase.dayOf(now), before.positionIds());
                    return before.revise(requirements, locked.recruiter(), now, Ids::next);
                })
                .chain(revised -> following.settle(revised).replaceWith(revised));
    }
}
