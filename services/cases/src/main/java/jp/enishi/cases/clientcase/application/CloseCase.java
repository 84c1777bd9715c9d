package jp.enishi.cases.clientcase.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.clientcase.application.CaseSteps.Step;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.cases.clientcase.persistence.ClientCases;

/** Takes a published case and its listing back, with the reason. */
@ApplicationScoped
public class CloseCase {
    private final ClientCases cases;
    private final CaseSteps steps;

    CloseCase(ClientCases cases, CaseSteps steps) {
        this.cases = cases;
        this.steps = steps;
    }

    @WithTransaction
    public Uni<ClientCase> close(UUID caseId, long expected, ClosingReason reason) {
        return steps.byCaller(
                caseId, expected, step(reason), (locked, now) -> locked.value().close(reason));
    }

    /**
     * Closes one case whose listing's last day is over by the database's clock; replicas never take the same one. True when
     * a case was closed, false when none is left.
     */
    @WithTransaction
    public Uni<Boolean> closeNextExpired() {
        var reason = ClosingReason.EXPIRED;
        return cases.nextExpired()
                .chain(found -> found == null
                        ? Uni.createFrom().item(false)
                        : steps.following(
                                        Actor.SYSTEM,
                                        found,
                                        step(reason),
                                        (locked, now) -> locked.value().close(reason))
                                .replaceWith(true));
    }

    private static Step step(ClosingReason reason) {
        return new Step("case.close", CaseEvents.Kind.CLOSED, reason.name());
    }
}
