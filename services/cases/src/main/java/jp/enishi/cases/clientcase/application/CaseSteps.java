package jp.enishi.cases.clientcase.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.candidacy.domain.Concerned;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.cases.clientcase.persistence.LockedCase;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What every step of a case has in common, inside the running transaction: the lock, the right, the version, and the event
 * and audit row that belong to the new state.
 */
@ApplicationScoped
class CaseSteps {
    private final ClientCases cases;
    private final Candidacies candidacies;
    private final CaseEvents events;
    private final Audit audit;
    private final Caller caller;

    CaseSteps(ClientCases cases, Candidacies candidacies, CaseEvents events, Audit audit, Caller caller) {
        this.cases = cases;
        this.candidacies = candidacies;
        this.events = events;
        this.audit = audit;
        this.caller = caller;
    }

    /** A step by name: the policy's action, the event that tells of it, and why. */
    record Step(
            String action, CaseEvents.Kind kind, @Nullable String reason) {}

    /** Makes the next state of a locked case at a time of the database's clock. */
    interface Change {
        ClientCase of(LockedCase locked, Instant now);
    }

    /**
     * A step that the caller takes on the version that they saw. Fails with {@code NotFound} outside the caller's scope,
     * {@code Forbidden}, {@link StaleVersion}, and whatever the change throws.
     */
    Uni<ClientCase> byCaller(UUID caseId, long expected, Step step, Change change) {
        var subject = caller.subject();
        return by(Actor.of(subject), caseId, OrganizationScope.of(subject), step, (locked, now) -> {
            ClientCase before = locked.value();
            boolean own = subject.belongsTo(before.organizationId().toString());
            caller.require(step.action(), Resource.of("case", own, before.status()));
            StaleVersion.check(expected, before.version());
            return change.of(locked, now);
        });
    }

    /** A step that follows from something else, whose right was asked for there. */
    Uni<ClientCase> following(Actor actor, UUID caseId, Step step, Change change) {
        return by(actor, caseId, OrganizationScope.SYSTEM, step, change);
    }

    private Uni<ClientCase> by(Actor actor, UUID caseId, OrganizationScope scope, Step step, Change change) {
        return cases.lock(caseId, scope)
                .chain(locked -> cases.now().chain(now -> {
                    ClientCase after = change.of(locked, now);
                    boolean revised =
                            after.requirementsVersion() != locked.value().requirementsVersion();
                    return cases.change(locked, after, actor, step.reason(), now)
                            .chain(() -> revised
                                    ? candidacies
                                            .concerned(caseId, actor)
                                            .chain(concerned -> tell(after, actor, step, concerned))
                                    : tell(after, actor, step, null))
                            .replaceWith(after);
                }));
    }

    /** The event and the audit row of a new state. */
    Uni<Void> tell(ClientCase changed, Actor actor, Step step, @Nullable List<Concerned> concerned) {
        return events.append(step.kind(), changed, concerned)
                .chain(() -> audit.record(new AuditEntry(
                        actor.user(),
                        actor.role(),
                        step.action(),
                        "case",
                        changed.id().value(),
                        changed.version(),
                        step.reason())));
    }
}
