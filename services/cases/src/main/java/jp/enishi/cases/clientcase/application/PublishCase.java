package jp.enishi.cases.clientcase.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;

/** Shows a complete case to the public until its last day. */
@ApplicationScoped
public class PublishCase {
    private final ClientCases cases;
    private final CaseJournal journal;
    private final Caller caller;

    PublishCase(ClientCases cases, CaseJournal journal, Caller caller) {
        this.cases = cases;
        this.journal = journal;
        this.caller = caller;
    }

    @WithTransaction
    public Uni<ClientCase> publish(UUID caseId, long expected, LocalDate closesOn) {
        Subject subject = caller.subject();
        Actor actor = Actor.of(subject);
        return cases.lock(caseId, OrganizationScope.of(subject))
                .chain(locked -> cases.now().chain(now -> {
                    ClientCase before = locked.value();
                    caller.require(
                            "case.publish",
                            Resource.of(
                                    "case",
                                    subject.belongsTo(before.organizationId().toString()),
                                    before.status()));
                    StaleVersion.check(expected, before.version());
                    ClientCase after = before.publish(closesOn, locked.recruiter(), now);
                    return cases.change(locked, after, now)
                            .chain(() -> journal.write(CaseEvents.Kind.PUBLISHED, after, actor, "case.publish", null))
                            .replaceWith(after);
                }));
    }
}
