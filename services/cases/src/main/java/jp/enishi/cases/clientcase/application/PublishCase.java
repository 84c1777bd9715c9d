package jp.enishi.cases.clientcase.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import jp.enishi.cases.clientcase.application.CaseSteps.Step;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.messaging.CaseEvents;

/** Shows a complete case to the public until its last day. */
@ApplicationScoped
public class PublishCase {
    private static final Step STEP = new Step("case.publish", CaseEvents.Kind.PUBLISHED, null);

    private final CaseSteps steps;

    PublishCase(CaseSteps steps) {
        this.steps = steps;
    }

    @WithTransaction
    public Uni<ClientCase> publish(UUID caseId, long expected, LocalDate closesOn) {
        return steps.byCaller(
                caseId, expected, STEP, (locked, now) -> locked.value().publish(closesOn, locked.recruiter(), now));
    }
}
