package jp.enishi.cases.clientcase.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.candidacy.application.Closing;
import jp.enishi.cases.clientcase.application.CaseSteps.Step;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.cases.clientcase.persistence.ClientCases;

/** Ends a case with the reason: its listing goes, and nobody is in the running any more. */
@ApplicationScoped
public class CloseCase {
    private final ClientCases cases;
    private final CaseSteps steps;
    private final Closing closing;

    CloseCase(ClientCases cases, CaseSteps steps, Closing closing) {
        this.cases = cases;
        this.steps = steps;
        this.closing = closing;
    }

    @WithTransaction
    public Uni<ClientCase> close(UUID caseId, long expected, ClosingReason reason) {
        return steps.byCaller(
                        caseId,
                        expected,
                        step(reason),
                        (locked, now) -> locked.value().close(reason))
                .call(() -> closing.closeAll(caseId, reason));
    }

    /**
     * Closes one case whose listing's last day is over by the database's clock; replicas never take the same one. True when
     * a case was closed, false when none is left.
     */
    @WithTransaction
    public Uni<Boolean> closeNextExpired() {
        return cases.nextExpired()
                .chain(found -> found == null
                        ? Uni.createFrom().item(false)
                        : following(found, ClosingReason.EXPIRED).replaceWith(true));
    }

    /** Ends a case because of something else that happened to it, inside the running transaction. */
    public Uni<Void> following(UUID caseId, ClosingReason reason) {
        return steps.following(
                        Actor.SYSTEM,
                        caseId,
                        step(reason),
                        (locked, now) -> locked.value().close(reason))
                .chain(() -> closing.closeAll(caseId, reason));
    }

    private static Step step(ClosingReason reason) {
        return new Step("case.close", CaseEvents.Kind.CLOSED, reason.name());
    }
}
