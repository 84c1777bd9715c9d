package jp.enishi.talents.disclosure.persistence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.talents.disclosure.domain.Disclosure;
import jp.enishi.talents.disclosure.domain.Readership;
import org.jspecify.annotations.Nullable;

/** The ledger of who saw what of whom, read across talents and summed up by client, straight from the rows. */
@ApplicationScoped
public class Ledger {
    private static final String LINE =
            "disclosure_id, talent_id, talent_version, d.organization_id, case_id, viewer_id, level, purpose, proposal_id,"
                    + " consent_id, at";

    private final Pool pool;

    Ledger(Pool pool) {
        this.pool = pool;
    }

    /**
     * Which lines; what is null is no condition.
     *
     * @param from the first moment
     * @param before the first moment that is too late
     */
    public record Wanted(
            @Nullable UUID talentId,
            @Nullable UUID organizationId,
            @Nullable Instant from,
            @Nullable Instant before) {}

    /** After which line, or group of lines, a page begins: its time and its id. */
    public record After(Instant at, UUID id) {}

    /** Newest first. */
    public Uni<List<Disclosure>> lines(Wanted wanted, @Nullable After after, int most) {
        return pool.preparedQuery("select " + LINE + """
                         from disclosure d
                        where ($1::uuid is null or talent_id = $1) and ($2::uuid is null or organization_id = $2)
                            and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)
                            and ($5::timestamptz is null or (at, disclosure_id) < ($5, $6::uuid))
                        order by at desc, disclosure_id desc limit $7""")
                .execute(Tuple.from(Arrays.asList(
                        wanted.talentId(),
                        wanted.organizationId(),
                        column(wanted.from()),
                        column(wanted.before()),
                        after == null ? null : column(after.at()),
                        after == null ? null : after.id(),
                        most)))
                .map(rows -> rows.stream().map(Ledger::line).toList());
    }

    /** The clients that saw something of a talent, who did so last first, each with so many of its newest lines. */
    public Uni<List<Readership>> readerships(UUID talentId, @Nullable After after, int most, int newest) {
        return pool.preparedQuery("""
                        with reader as (
                            select organization_id, count(*) as times, min(at) as first_at, max(at) as last_at
                            from disclosure where talent_id = $1 group by organization_id
                            having $2::timestamptz is null or (max(at), organization_id) < ($2, $3::uuid)
                            order by last_at desc, organization_id desc limit $4)
                        select r.times, r.first_at, r.last_at,\s""" + LINE + """
                         from reader r cross join lateral (select * from disclosure o
                            where o.talent_id = $1 and o.organization_id = r.organization_id
                            order by o.at desc, o.disclosure_id desc limit $5) d
                        order by r.last_at desc, r.organization_id desc, at desc, disclosure_id desc""")
                .execute(Tuple.of(
                        talentId,
                        after == null ? null : column(after.at()),
                        after == null ? null : after.id(),
                        most,
                        newest))
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("organization_id"), LinkedHashMap::new, Collectors.toList()))
                        .values()
                        .stream()
                        .map(Ledger::readership)
                        .toList());
    }

    private static Readership readership(List<Row> rows) {
        Row any = rows.getFirst();
        return new Readership(
                any.getUUID("organization_id"),
                any.getLong("times"),
                any.getOffsetDateTime("first_at").toInstant(),
                any.getOffsetDateTime("last_at").toInstant(),
                rows.stream().map(Ledger::line).toList());
    }

    private static Disclosure line(Row row) {
        return new Disclosure(
                row.getUUID("disclosure_id"),
                row.getUUID("talent_id"),
                row.getLong("talent_version"),
                row.getUUID("organization_id"),
                row.getUUID("case_id"),
                row.getUUID("viewer_id"),
                Disclosure.Level.valueOf(row.getString("level")),
                Disclosure.Purpose.valueOf(row.getString("purpose")),
                row.getUUID("proposal_id"),
                row.getUUID("consent_id"),
                row.getOffsetDateTime("at").toInstant());
    }

    private static @Nullable OffsetDateTime column(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
