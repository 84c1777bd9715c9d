package jp.enishi.cases.clientcase.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jp.enishi.cases.Actor;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import org.jspecify.annotations.Nullable;

/** The event and the audit row that belong to every version of a case. */
@ApplicationScoped
class CaseJournal {
    private final CaseEvents events;
    private final Audit audit;

    CaseJournal(CaseEvents events, Audit audit) {
        this.events = events;
        this.audit = audit;
    }

    Uni<Void> write(CaseEvents.Kind kind, ClientCase changed, Actor actor, String action, @Nullable String reason) {
        return events.append(kind, changed)
                .chain(() -> audit.record(new AuditEntry(
                        actor.user(), actor.role(), action, "case", changed.id().value(), changed.version(), reason)));
    }
}
