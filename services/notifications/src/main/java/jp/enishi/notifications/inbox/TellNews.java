package jp.enishi.notifications.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.enishi.notifications.people.People;
import org.jboss.logging.Logger;

/**
 * Tells news of the order flow to those they are for. Who that is stands in this service's own tables; only the members of
 * a client of whom nobody has acted yet, and all coordinators, are asked from the accounts.
 */
@ApplicationScoped
class TellNews {
    private static final Logger LOG = Logger.getLogger(TellNews.class);
    private static final int BATCH = 100;

    private final Pool pool;
    private final People people;

    TellNews(Pool pool, People people) {
        this.pool = pool;
        this.people = people;
    }

    /** Whether anything was told. */
    Uni<Boolean> tell() {
        return pool.withTransaction(this::tellKnown).chain(told -> askAndTell().map(asked -> told || asked));
    }

    private record Recipient(UUID news, UUID user) {}

    private Uni<Boolean> tellKnown(SqlConnection connection) {
        return connection.preparedQuery("""
            with due as (
                select news_id, audience, audience_id, case_id from news n
                where not told and next_at <= now()
                    and (case_version is null or exists (select from client_case c where c.case_id = n.case_id and c.version >= n.case_version)
                        and not exists (select from recall r where r.case_id = n.case_id and not r.done))
                    and case audience
                    when 'USER' then true
                    when 'TALENT' then exists (select from talent t where t.talent_id = n.audience_id)
                    when 'COORDINATOR' then exists (select from pursuit p where p.candidacy_id = n.audience_id)
                    when 'CLIENTS' then exists (select from client_actor a where a.case_id = n.case_id)
                    else false end
                order by news_id limit $1 for update skip locked)
            select d.news_id, r.user_id from due d left join lateral (
                select d.audience_id as user_id where d.audience = 'USER'
                union select t.user_id from talent t where d.audience = 'TALENT' and t.talent_id = d.audience_id
                union select p.coordinator_id from pursuit p where d.audience = 'COORDINATOR' and p.candidacy_id = d.audience_id
                union select a.user_id from client_actor a where d.audience = 'CLIENTS' and a.case_id = d.case_id) r on true\
            """).execute(Tuple.of(BATCH)).chain(rows -> {
            Set<UUID> news = new LinkedHashSet<>();
            List<Recipient> recipients = new ArrayList<>();
            rows.forEach(row -> {
                news.add(row.getUUID("news_id"));
                if (row.getUUID("user_id") != null) {
                    recipients.add(new Recipient(row.getUUID("news_id"), row.getUUID("user_id")));
                }
            });
            return news.isEmpty()
                    ? Uni.createFrom().item(false)
                    : write(connection, news.toArray(UUID[]::new), recipients).replaceWith(true);
        });
    }

    /** Asks for the audience of one piece of news and tells it; when the accounts can't be asked it waits. */
    private Uni<Boolean> askAndTell() {
        return pool.query("""
            select news_id, audience, audience_id, attempts from news n
            where not told and next_at <= now() and (audience = 'COORDINATORS'
                or audience = 'CLIENTS' and not exists (select from client_actor a where a.case_id = n.case_id))
            order by next_at, news_id limit 1\
            """)
                .execute()
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(false)
                        : askAndTell(rows.iterator().next()));
    }

    private Uni<Boolean> askAndTell(Row row) {
        UUID news = row.getUUID("news_id");
        Uni<List<UUID>> asked = row.getString("audience").equals("COORDINATORS")
                ? people.coordinators()
                : people.membersOf(row.getUUID("audience_id"));
        return asked.onItemOrFailure().transformToUni((users, failure) -> {
            if (failure != null) {
                LOG.infof(
                        "News %s wait: accounts can't be asked (%s)",
                        news, failure.getClass().getName());
                return later(news, row.getInteger("attempts"));
            }
            return pool.withTransaction(connection -> connection
                    .preparedQuery("select 1 from news where news_id = $1 and not told for update skip locked")
                    .execute(Tuple.of(news))
                    .chain(locked -> locked.size() == 0
                            ? Uni.createFrom().voidItem()
                            : write(
                                    connection,
                                    new UUID[] {news},
                                    users.stream()
                                            .map(user -> new Recipient(news, user))
                                            .toList()))
                    .replaceWith(true));
        });
    }

    /** Again after 1 s, 2 s, 4 s … at most 5 minutes; other news go on meanwhile. */
    private Uni<Boolean> later(UUID news, int attempts) {
        long seconds = Math.min(300, 1L << Math.min(attempts, 10));
        return pool.preparedQuery("""
            update news set attempts = attempts + 1, next_at = now() + $2::bigint * interval '1 second'
            where news_id = $1 and not told\
            """).execute(Tuple.of(news, seconds)).replaceWith(true);
    }

    private static Uni<Void> write(SqlConnection connection, UUID[] news, List<Recipient> recipients) {
        UUID[] users = recipients.stream().map(Recipient::user).toArray(UUID[]::new);
        Tuple pairs = Tuple.tuple()
                .addArrayOfUUID(recipients.stream().map(Recipient::news).toArray(UUID[]::new))
                .addArrayOfUUID(users);
        return Mailboxes.lock(connection, users)
                .chain(() -> connection.preparedQuery("""
                    with told as (
                        insert into notification (user_id, position, subject_id, edition, case_id, kind, trace_id, span_id, data)
                        select b.user_id, b.last_position + row_number() over (partition by b.user_id order by n.news_id),
                            n.subject_id, n.edition, case when n.case_version is not null then n.case_id end, n.kind, n.trace_id, n.span_id,
                            n.details || jsonb_strip_nulls(jsonb_build_object('event', n.event, 'caseId', n.case_id, 'title', c.title))
                        from (select distinct on (r.user_id, n.kind, n.subject_id, n.edition) r.user_id, n.news_id,
                                n.kind, n.subject_id, n.edition, n.trace_id, n.span_id, n.details, n.event, n.case_id, n.case_version
                            from unnest($1::uuid[], $2::uuid[]) r (news_id, user_id)
                            join news n on n.news_id = r.news_id
                            where not exists (select from notification known where known.user_id = r.user_id
                                and known.kind = n.kind and known.subject_id = n.subject_id and known.edition = n.edition)
                            order by r.user_id, n.kind, n.subject_id, n.edition, n.news_id) n
                        join mailbox b on b.user_id = n.user_id
                        left join client_case c on c.case_id = n.case_id
                        where n.case_version is null or c.status = 'PUBLISHED'
                        on conflict do nothing
                        returning notification_id, user_id, case_id, kind, subject_id, edition, data ->> 'event' as event)
                    insert into mail (notification_id, user_id, case_id, kind, digest, next_at)
                    select distinct on (case when d.digest then t.user_id::text || t.kind else t.notification_id::text end)
                        t.notification_id, t.user_id, case when not d.digest then t.case_id end, t.kind, d.digest, case when d.digest then d.morning else now() end
                    from told t
                    join news n on n.news_id = any($1) and n.kind = t.kind and n.event = t.event and n.subject_id = t.subject_id
                        and n.edition = t.edition
                    left join preferences p on p.user_id = t.user_id
                    cross join lateral (select t.kind = 'SAVED_SEARCH' and coalesce(p.search_digest, false) as digest,
                        (date_trunc('day', now() at time zone 'Asia/Tokyo' + interval '16 hours') + interval '8 hours')
                            at time zone 'Asia/Tokyo' as morning) d
                    where n.mailed and not (d.digest and exists (
                        select from mail x where x.user_id = t.user_id and x.kind = t.kind and x.digest and x.state = 'NEW'))\
                    """).execute(pairs))
                .chain(() -> Mailboxes.advance(connection, users))
                .chain(() -> connection
                        .preparedQuery("update news set told = true where news_id = any($1)")
                        .execute(Tuple.tuple().addArrayOfUUID(news)))
                .replaceWithVoid();
    }
}
