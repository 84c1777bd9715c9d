package jp.enishi.contracts.rule.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.StreamSupport;
import jp.enishi.contracts.rule.domain.DatedRule;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.contracts.rule.domain.Rulebook.Added;

/** The values that were added to the rules; the table takes no others than future ones and changes none. */
@ApplicationScoped
public class RuleRows {
    private static final String ALL =
            "select rule, from_day, value, reason, added_by, added_at from dated_rule order by position";

    private final Pool pool;

    RuleRows(Pool pool) {
        this.pool = pool;
    }

    public Uni<Rulebook> read() {
        return pool.query(ALL)
                .execute()
                .map(rows -> new Rulebook(StreamSupport.stream(rows.spliterator(), false)
                        .map(RuleRows::added)
                        .toList()));
    }

    /** Part of the running transaction. */
    public Uni<Void> add(DatedRule rule, LocalDate from, int value, String reason, UUID by) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into dated_rule (rule, from_day, value, reason, added_by)"
                                        + " values (:rule, :from, :value, :reason, :by)")
                        .setParameter("rule", rule.name())
                        .setParameter("from", from)
                        .setParameter("value", value)
                        .setParameter("reason", reason)
                        .setParameter("by", by)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Added added(Row row) {
        return new Added(
                DatedRule.valueOf(row.getString("rule")),
                row.getLocalDate("from_day"),
                row.getInteger("value"),
                row.getString("reason"),
                row.getUUID("added_by"),
                row.getOffsetDateTime("added_at").toInstant());
    }
}
