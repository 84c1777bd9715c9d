package jp.enishi.notifications.inbox;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import jp.enishi.notifications.Readers;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;

/** A reader has seen one of their notifications, or all. */
@ApplicationScoped
class MarkRead {
    private static final String ACTION = "notification.read-mark";

    private final Caller caller;
    private final Inbox inbox;
    private final Audit audit;

    @Inject
    MarkRead(Caller caller, Inbox inbox, Audit audit) {
        this.caller = caller;
        this.inbox = inbox;
        this.audit = audit;
    }

    /** Keeps the time of the first reading. Fails with {@link NotFound} when it is not the caller's. */
    @WithTransaction
    Uni<NotificationView> mark(UUID notification) {
        UUID user = Readers.user(caller);
        return own(user, notification).chain(found -> {
            if (found.readAt() != null) {
                return Uni.createFrom().item(found);
            }
            return inbox.read(user, notification)
                    .call(() -> audit.record(
                            new AuditEntry(user, Readers.role(caller), ACTION, "notification", notification, 1, null)))
                    .map(readAt -> new NotificationView(
                            found.notificationId(),
                            found.kind(),
                            found.createdAt(),
                            readAt,
                            found.data(),
                            found.position()));
        });
    }

    /**
     * Everything up to this one, in the order of the inbox; what came since stays as it is. Fails with {@link NotFound} when it
     * is not the caller's.
     */
    @WithTransaction
    Uni<Marked> markUpTo(UUID newest) {
        UUID user = Readers.user(caller);
        return own(user, newest)
                .chain(found -> inbox.readUpTo(user, found.position()))
                .call(marked -> marked == 0
                        ? Uni.createFrom().voidItem()
                        : audit.record(new AuditEntry(
                                user, Readers.role(caller), ACTION, "notification", newest, 1, "and all before")))
                .map(Marked::new);
    }

    private Uni<NotificationView> own(UUID user, UUID notification) {
        return inbox.find(user, notification).map(found -> {
            if (found == null) {
                throw new NotFound("notification", notification);
            }
            String state = found.readAt() == null ? "UNREAD" : "READ";
            caller.require(ACTION, new Resource("notification", Ownership.OWN, state));
            return found;
        });
    }
}
