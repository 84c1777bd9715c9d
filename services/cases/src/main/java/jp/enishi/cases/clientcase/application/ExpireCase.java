package jp.enishi.cases.clientcase.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.persistence.ClientCases;

/** Closes one case whose listing's last day is over by the database's clock; replicas never take the same one. */
@ApplicationScoped
public class ExpireCase {
    private final ClientCases cases;
    private final EndCase endCase;

    ExpireCase(ClientCases cases, EndCase endCase) {
        this.cases = cases;
        this.endCase = endCase;
    }

    /** True when a case was closed, false when none is left. */
    @WithTransaction
    public Uni<Boolean> expireNext() {
        return cases.nextExpired()
                .chain(found -> found == null
                        ? Uni.createFrom().item(false)
                        : expire(found).replaceWith(true));
    }

    private Uni<Void> expire(UUID caseId) {
        return cases.lock(caseId, OrganizationScope.SYSTEM)
                .chain(locked -> endCase.end(locked, ClosingReason.EXPIRED, Actor.SYSTEM))
                .replaceWithVoid();
    }
}
