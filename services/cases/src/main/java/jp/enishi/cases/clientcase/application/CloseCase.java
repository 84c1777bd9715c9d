package jp.enishi.cases.clientcase.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;

/** Takes a published case and its listing back, with the reason. */
@ApplicationScoped
public class CloseCase {
    private final ClientCases cases;
    private final CaseJournal journal;
    private final Caller caller;

    CloseCase(ClientCases cases, CaseJournal journal, Caller caller) {
        this.cases = cases;
        this.journal = journal;
        this.caller = caller;
    }

    @WithTransaction
    public Uni<ClientCase> close(UUID caseId, long expected, ClosingReason reason) {
        Subject subject = caller.subject();
        Actor actor = Actor.of(subject);
        return cases.lock(caseId, OrganizationScope.of(subject))
                .chain(locked -> cases.now().chain(now -> {
                    ClientCase before = locked.value();
                    caller.require(
                            "case.close",
                            Resource.of(
                                    "case",
                                    subject.belongsTo(before.organizationId().toString()),
                                    before.status()));
                    StaleVersion.check(expected, before.version());
                    ClientCase after = before.close(reason);
                    return cases.change(locked, after, now)
                            .chain(() ->
                                    journal.write(CaseEvents.Kind.CLOSED, after, actor, "case.close", reason.name()))
                            .replaceWith(after);
                }));
    }
}
