package jp.enishi.cases.rates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import jp.enishi.cases.clientcase.domain.WorkplaceKind;
import jp.enishi.platform.kernel.Money;
import org.jspecify.annotations.Nullable;

/** Makes the guidance anew now and then, so that nobody sees a single person come or go, and tells what was made last. */
@ApplicationScoped
public class RateGuidance {
    /** A group of fewer people would tell about them. */
    static final int FEWEST = 5;

    private final Pool pool;

    RateGuidance(Pool pool) {
        this.pool = pool;
    }

    /** Makes it anew when the last one is older than this by the database's clock; only one replica does. */
    Uni<Boolean> renew(Duration age) {
        return pool.withTransaction(connection -> connection
                .preparedQuery("""
                        update rate_guidance set as_of = now() where as_of is null or as_of <= now() - $1::bigint * interval '1 millisecond'""")
                .execute(Tuple.of(age.toMillis()))
                .chain(due -> due.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : connection
                                .query("delete from rate_group")
                                .execute()
                                .chain(() -> connection.preparedQuery("""
                                                insert into rate_group
                                                select role, utilisation, workplace, count(*),
                                                    round(percentile_cont(0.25) within group (order by wish) / 10000) * 10000,
                                                    round(percentile_cont(0.5) within group (order by wish) / 10000) * 10000,
                                                    round(percentile_cont(0.75) within group (order by wish) / 10000) * 10000
                                                from talent_rate, unnest(roles) role, unnest(workplaces) workplace
                                                group by role, utilisation, workplace having count(*) >= $1""").execute(Tuple.of(FEWEST)))
                                .replaceWith(true)));
    }

    /** What was made last, narrowed to what was asked for. */
    Uni<RatesView> find(@Nullable String role, @Nullable Utilisation utilisation, @Nullable WorkplaceKind workplace) {
        return pool.preparedQuery("""
                        select coalesce(m.as_of, now()) as made, g.role, g.utilisation, g.workplace, g.sample_size, g.lower,
                            g.median, g.upper
                        from rate_guidance m left join rate_group g
                          on ($1::text is null or g.role = $1) and ($2::text is null or g.utilisation = $2)
                         and ($3::text is null or g.workplace = $3)
                        order by g.role, g.utilisation desc, g.workplace""")
                .execute(Tuple.of(role, name(utilisation), name(workplace)))
                .map(rows -> {
                    List<Row> found = rows.stream().toList();
                    return new RatesView(
                            found.getFirst().getOffsetDateTime("made").toInstant(),
                            found.stream()
                                    .filter(row -> row.getString("role") != null)
                                    .map(RateGuidance::group)
                                    .toList());
                });
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static RatesView.Group group(Row row) {
        return new RatesView.Group(
                row.getString("role"),
                Utilisation.valueOf(row.getString("utilisation")),
                WorkplaceKind.valueOf(row.getString("workplace")),
                row.getInteger("sample_size"),
                Money.yen(row.getLong("lower")),
                Money.yen(row.getLong("median")),
                Money.yen(row.getLong("upper")));
    }
}
