package jp.enishi.contracts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** The event and the audit row that belong to every version of every aggregate here. */
@ApplicationScoped
public class Journal {
    private final Outbox outbox;
    private final Audit audit;

    Journal(Outbox outbox, Audit audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    /**
     * Inside the running transaction, after the aggregate's row was changed.
     *
     * @param kind {@code offer}, {@code order} or {@code engagement}: names topic and type
     */
    public Uni<Void> write(
            String kind, UUID id, long version, Object data, Actor actor, String action, @Nullable String reason) {
        return outbox.append(
                        new OutgoingEvent("contracts." + kind + "-changed.v1", "contracts." + kind, id, version, data))
                .chain(() -> record(kind, id, version, actor, action, reason));
    }

    /** Only the audit row: of something that nobody else is told. */
    public Uni<Void> record(String kind, UUID id, long version, Actor actor, String action, @Nullable String reason) {
        return audit.record(new AuditEntry(actor.user(), actor.role(), action, kind, id, version, reason));
    }
}
