package jp.enishi.notifications.inbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's notifications; every query names the person. */
@ApplicationScoped
class Inbox {
    private static final String COLUMNS =
            "select notification_id, kind, created_at, read_at, data, position from notification";
    private static final int STREAM_BATCH = 100;

    private final Pool pool;

    @Inject
    Inbox(Pool pool) {
        this.pool = pool;
    }

    /** Newest first, from before the position. */
    Uni<List<NotificationView>> before(UUID user, long position, int limit) {
        return pool.preparedQuery(COLUMNS + " where user_id = $1 and position < $2 order by position desc limit $3")
                .execute(Tuple.of(user, position, limit))
                .map(Inbox::views);
    }

    /** Oldest first, from after the position; at most 100. */
    Uni<List<NotificationView>> after(UUID user, long position) {
        return pool.preparedQuery(COLUMNS + " where user_id = $1 and position > $2 order by position limit $3")
                .execute(Tuple.of(user, position, STREAM_BATCH))
                .map(Inbox::views);
    }

    Uni<Long> lastPosition(UUID user) {
        return pool.preparedQuery("select last_position from mailbox where user_id = $1")
                .execute(Tuple.of(user))
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
    }

    Uni<Long> unread(UUID user) {
        return pool.preparedQuery("select count(*) from notification where user_id = $1 and read_at is null")
                .execute(Tuple.of(user))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Null when there is no such notification or it is somebody else's. Locks it until the running transaction ends. */
    Uni<@Nullable NotificationView> find(UUID user, UUID notification) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                        select notification_id, kind, created_at, read_at, cast(data as text), position from notification
                        where user_id = :user and notification_id = :notification for update""", Object[].class)
                        .setParameter("user", user)
                        .setParameter("notification", notification)
                        .getSingleResultOrNull()
                        .map(row -> row == null
                                ? null
                                : new NotificationView(
                                        (UUID) row[0],
                                        NotificationKind.valueOf((String) row[1]),
                                        instant(row[2]),
                                        row[3] == null ? null : instant(row[3]),
                                        new JsonObject((String) row[4]).getMap(),
                                        ((Number) row[5]).longValue())));
    }

    /** Notes that it was read now, inside the running transaction. */
    Uni<Instant> read(UUID user, UUID notification) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update notification set read_at = now()
                                where notification_id = :notification and user_id = :user""")
                        .setParameter("notification", notification)
                        .setParameter("user", user)
                        .executeUpdate()
                        .chain(changed -> session.createNativeQuery("select now()", Instant.class)
                                .getSingleResult()));
    }

    /** Notes that all up to a position were read now, inside the running transaction; how many were not yet. */
    Uni<Integer> readUpTo(UUID user, long position) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update notification set read_at = now()
                                where user_id = :user and position <= :position and read_at is null""")
                        .setParameter("user", user)
                        .setParameter("position", position)
                        .executeUpdate());
    }

    private static Instant instant(Object value) {
        return switch (value) {
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            default -> throw new IllegalStateException("no time: " + value.getClass());
        };
    }

    private static List<NotificationView> views(RowSet<Row> rows) {
        List<NotificationView> views = new ArrayList<>();
        rows.forEach(row -> views.add(view(row)));
        return views;
    }

    private static NotificationView view(Row row) {
        OffsetDateTime readAt = row.getOffsetDateTime("read_at");
        return new NotificationView(
                row.getUUID("notification_id"),
                NotificationKind.valueOf(row.getString("kind")),
                row.getOffsetDateTime("created_at").toInstant(),
                readAt == null ? null : readAt.toInstant(),
                row.getJsonObject("data").getMap(),
                row.getLong("position"));
    }
}
