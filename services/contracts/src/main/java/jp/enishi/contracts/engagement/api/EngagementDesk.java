package jp.enishi.contracts.engagement.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.engagement.api.EngagementDue.Kind;
import jp.enishi.contracts.engagement.domain.Support.Category;
import org.jspecify.annotations.Nullable;

/** Reads what is due in engagements, of all of them at once. Days are those of Japan, by the database's clock. */
@ApplicationScoped
class EngagementDesk {
    /** So many days ahead it is due already. */
    private static final int DAYS_AHEAD = 7;

    private final Pool pool;

    EngagementDesk(Pool pool) {
        this.pool = pool;
    }

    /** Where a page ended. */
    record Place(LocalDate on, UUID engagementId, Kind kind, int number) {}

    /**
     * The most urgent first: for coordinators whatever waits for anybody within a week, for a party what waits for its own side
     * now, a report or a signature.
     */
    Uni<List<EngagementDue>> due(Scope scope, @Nullable Place after, int most) {
        return pool.preparedQuery("""
                        select e.engagement_id, e.candidacy_id, e.case_id, d.kind, d.number, d.day, d.at, d.category
                        from engagement e cross join lateral (
                            select case when $7 then null when e.organization_id = any($8) then 'CLIENT' else 'TALENT' end as side) own
                        cross join lateral (
                            select 'CHECK_IN' as kind, c.number, c.due_on as day, null::timestamptz as at, null::text as category
                            from check_in c where c.engagement_id = e.engagement_id and c.due_on <= today_in_japan() + case when own.side is null then $1::integer else 0 end
                                and (select count(*) from check_in_report r
                                    where r.engagement_id = c.engagement_id and r.number = c.number
                                    and (own.side is null or r.side = own.side)) < case when own.side is null then 2 else 1 end
                            union all
                            select 'TICKET', t.number, (t.at at time zone 'Asia/Tokyo')::date, t.at, t.category
                            from ticket t where t.engagement_id = e.engagement_id and t.state <> 'RESOLVED' and own.side is null
                            union all
                            select 'AMENDMENT', a.number, (a.at at time zone 'Asia/Tokyo')::date, a.at, null
                            from amendment a where a.engagement_id = e.engagement_id and a.before_hash = e.terms_hash
                                and a.number = (select max(n.number) from amendment n where n.engagement_id = e.engagement_id)
                                and not exists (select from amendment_ending x
                                    where x.engagement_id = a.engagement_id and x.number = a.number)
                                and (select count(*) from amendment_signature s
                                    where s.engagement_id = a.engagement_id and s.number = a.number
                                    and (own.side is null or s.side = own.side)) < case when own.side is null then 2 else 1 end
                            union all
                            select 'NOTICE', 0, e.notice_by, null, null where own.side is null and e.state = 'ACTIVE'
                                and e.notice_by <= today_in_japan() + $1::integer
                                and (e.notice_by >= today_in_japan() or not exists (select from engagement n
                                    where n.organization_id = e.organization_id and n.talent_user_id = e.talent_user_id
                                    and n.start_on > e.start_on and n.start_on < e.end_on + 1 + interval '1 month'))) d
                        where e.state <> 'ENDED' and ($7 or e.organization_id = any($8) or e.talent_user_id = $9)
                            and ($2::date is null or (d.day, e.engagement_id, d.kind, d.number) > ($2, $3::uuid, $4::text, $5::integer))
                        order by d.day, e.engagement_id, d.kind, d.number limit $6""")
                .execute(Tuple.from(Arrays.asList(
                        DAYS_AHEAD,
                        after == null ? null : after.on(),
                        after == null ? null : after.engagementId(),
                        after == null ? null : after.kind().name(),
                        after == null ? null : after.number(),
                        most,
                        scope.everything(),
                        scope.ids(),
                        scope.talent())))
                .map(rows -> rows.stream().map(EngagementDesk::due).toList());
    }

    private static EngagementDue due(Row row) {
        Kind kind = Kind.valueOf(row.getString("kind"));
        OffsetDateTime at = row.getOffsetDateTime("at");
        String category = row.getString("category");
        return new EngagementDue(
                row.getUUID("engagement_id"),
                row.getUUID("candidacy_id"),
                row.getUUID("case_id"),
                kind,
                kind == Kind.NOTICE ? null : row.getInteger("number"),
                row.getLocalDate("day"),
                at == null ? null : at.toInstant(),
                category == null ? null : Category.valueOf(category));
    }
}
