package jp.enishi.cases.clientcase.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;

/** Ends a case with the reason. */
@ApplicationScoped
public class CloseCase {
    private final ClientCases cases;
    private final EndCase endCase;
    private final Caller caller;

    CloseCase(ClientCases cases, EndCase endCase, Caller caller) {
        this.cases = cases;
        this.endCase = endCase;
        this.caller = caller;
    }

    @WithTransaction
    public Uni<ClientCase> close(UUID caseId, long expected, ClosingReason reason) {
        Subject subject = caller.subject();
        Actor actor = Actor.of(subject);
        return cases.lock(caseId, OrganizationScope.of(subject)).chain(locked -> {
            ClientCase before = locked.value();
            caller.require(
                    "case.close",
                    Resource.of(
                            "case", subject.belongsTo(before.organizationId().toString()), before.status()));
            StaleVersion.check(expected, before.version());
            return endCase.end(locked, reason, actor);
        });
    }
}
