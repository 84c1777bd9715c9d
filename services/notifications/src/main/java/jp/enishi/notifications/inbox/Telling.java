package jp.enishi.notifications.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.enishi.notifications.NotificationsConfig;
import jp.enishi.notifications.Pulse;
import jp.enishi.notifications.mail.Outgoing;

/**
 * Turns facts into notifications: a match whose case is open and whose talent has an account is told once; a recall is
 * told to everybody who was told of the case; news of the order flow go to those concerned. A notification and its mail
 * job are one transaction.
 */
@ApplicationScoped
public class Telling {
    private static final int BATCH = 100;

    private final Pool pool;
    private final Arrivals arrivals;
    private final Outgoing outgoing;
    private final TellNews news;
    private final Pulse pulse;

    @Inject
    Telling(Pool pool, Vertx vertx, Arrivals arrivals, Outgoing outgoing, TellNews news, NotificationsConfig config) {
        this.pool = pool;
        this.arrivals = arrivals;
        this.outgoing = outgoing;
        this.news = news;
        this.pulse = new Pulse("telling", vertx, config.poll(), this::tell);
    }

    void start(@Observes StartupEvent event) {
        pulse.wake();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.stop();
    }

    /** Something was committed that somebody may want to know. */
    public void wake() {
        pulse.wake();
    }

    private Uni<Boolean> tell() {
        return pool.withTransaction(this::tellMatches)
                .chain(matches -> pool.withTransaction(this::tellRecall).map(recalled -> matches || recalled))
                .chain(told -> news.tell().map(more -> told || more))
                .invoke(told -> {
                    if (told) {
                        arrivals.wake();
                        outgoing.wake();
                    }
                });
    }

    private Uni<Boolean> tellMatches(SqlConnection connection) {
        return connection
                .preparedQuery("""
                        select m.match_id, t.user_id
                        from proposed_match m
                        join client_case c on c.case_id = m.case_id and c.version >= m.case_version
                        join talent t on t.talent_id = m.talent_id
                        where m.state = 'PENDING' and c.status <> 'DRAFT' and t.user_id is not null
                        order by t.user_id, m.match_id limit $1
                        for update of m skip locked for share of c""")
                .execute(Tuple.of(BATCH))
                .chain(ready -> ready.size() == 0
                        ? Uni.createFrom().item(false)
                        : tellMatches(connection, ids(ready, "match_id"), ids(ready, "user_id")));
    }

    private Uni<Boolean> tellMatches(SqlConnection connection, UUID[] matches, UUID[] users) {
        return Mailboxes.lock(connection, users)
                .chain(() -> connection.preparedQuery("""
                                insert into notification (user_id, position, case_id, talent_id, kind, trace_id, span_id, data)
                                select b.user_id, b.last_position + row_number() over (partition by b.user_id order by m.match_id),
                                       m.case_id, m.talent_id, m.kind, m.trace_id, m.span_id,
                                       jsonb_build_object('caseId', m.case_id, 'positionId', m.position_id,
                                           'title', c.listing->'title', 'place', c.listing->'place', 'fee', c.listing->'fee',
                                           'score', m.score, 'met', m.met, 'close', m.close)
                                from proposed_match m
                                join client_case c on c.case_id = m.case_id
                                join talent t on t.talent_id = m.talent_id
                                join mailbox b on b.user_id = t.user_id
                                where m.match_id = any($1) and c.status = 'PUBLISHED'
                                on conflict do nothing
                                returning notification_id""").execute(Tuple.tuple().addArrayOfUUID(matches)))
                .map(told -> ids(told, "notification_id"))
                // One mail a person and case, whichever of the two kinds comes first.
                .chain(told ->
                        connection.preparedQuery("""
                                insert into mail (notification_id, user_id, case_id, kind)
                                select distinct on (n.user_id, n.case_id) n.notification_id, n.user_id, n.case_id, n.kind
                                from notification n
                                where n.notification_id = any($1) and not exists (
                                    select from mail x where x.case_id = n.case_id and x.user_id = n.user_id
                                    and x.kind in ('NEW_CASE', 'FITTING_CASE') and x.state in ('NEW', 'SENDING', 'SENT'))
                                order by n.user_id, n.case_id, n.position""").execute(Tuple.tuple().addArrayOfUUID(told)))
                .chain(() -> Mailboxes.advance(connection, users))
                .chain(() -> connection.preparedQuery("""
                                update proposed_match m
                                set state = case c.status when 'PUBLISHED' then 'TOLD' else 'DROPPED' end
                                from client_case c where c.case_id = m.case_id and m.match_id = any($1)""").execute(Tuple.tuple().addArrayOfUUID(matches)))
                .replaceWith(true);
    }

    private Uni<Boolean> tellRecall(SqlConnection connection) {
        return connection.preparedQuery("""
                        select r.case_id, r.revision, r.kind from recall r where not r.done
                        order by r.case_id, r.revision limit 1 for update skip locked""").execute().chain(found -> {
            if (found.size() == 0) {
                return Uni.createFrom().item(false);
            }
            Row recall = found.iterator().next();
            return tellRecall(
                    connection, recall.getUUID("case_id"), recall.getLong("revision"), recall.getString("kind"));
        });
    }

    /** Goes to everybody who was told of the case; whom a saved search told of it may have no profile. */
    private Uni<Boolean> tellRecall(SqlConnection connection, UUID caseId, long revision, String kind) {
        boolean closed = kind.equals(NotificationKind.CASE_CLOSED.name());
        return connection
                .preparedQuery("select distinct user_id from notification where case_id = $1 order by user_id")
                .execute(Tuple.of(caseId))
                .map(told -> ids(told, "user_id"))
                .chain(users -> Mailboxes.lock(connection, users)
                        .chain(() ->
                                connection.preparedQuery("""
                                        insert into notification (user_id, position, case_id, talent_id, subject_id, edition, kind, revision, data)
                                        select b.user_id, b.last_position + 1, n.case_id, n.talent_id,
                                               case when n.talent_id is null then n.case_id end,
                                               case when n.talent_id is null then 'LISTING ' || $3::bigint end, $2, $3::bigint,
                                               jsonb_strip_nulls(jsonb_build_object('caseId', n.case_id, 'title', c.listing->'title',
                                                   'place', c.listing->'place', 'fee', c.listing->'fee', 'closingReason', c.closing_reason))
                                        from (select distinct on (told.user_id) told.user_id, told.case_id,
                                                coalesce(told.talent_id, t.talent_id) as talent_id
                                            from notification told left join talent t on t.user_id = told.user_id
                                            where told.case_id = $1
                                            order by told.user_id, told.talent_id) n
                                        join client_case c on c.case_id = n.case_id
                                        join mailbox b on b.user_id = n.user_id
                                        on conflict do nothing
                                        returning notification_id""").execute(Tuple.of(caseId, kind, closed ? 0L : revision)))
                        .map(told -> ids(told, "notification_id"))
                        // Only who was mailed before is mailed now.
                        .chain(told -> connection
                                .preparedQuery("""
                                        insert into mail (notification_id, user_id, case_id, kind)
                                        select n.notification_id, n.user_id, n.case_id, n.kind from notification n
                                        where n.notification_id = any($1) and exists (
                                            select from mail x where x.case_id = n.case_id and x.user_id = n.user_id
                                            and x.state in ('SENT', 'SENDING'))""")
                                .execute(Tuple.tuple().addArrayOfUUID(told)))
                        .chain(() -> Mailboxes.advance(connection, users)))
                .chain(() -> connection
                        .preparedQuery("update recall set done = true where case_id = $1 and revision = $2")
                        .execute(Tuple.of(caseId, revision)))
                .replaceWith(true);
    }

    private static UUID[] ids(RowSet<Row> rows, String column) {
        List<UUID> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getUUID(column)));
        return ids.toArray(UUID[]::new);
    }
}
