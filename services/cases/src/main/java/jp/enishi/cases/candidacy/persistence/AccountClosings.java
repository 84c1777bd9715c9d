package jp.enishi.cases.candidacy.persistence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts of those who were erased, to be closed at the identity provider: a claim lasts two minutes and may be repeated. */
@ApplicationScoped
public class AccountClosings {
    private static final int LEASE_SECONDS = 120;
    private static final int LONGEST_WAIT_SECONDS = 600;

    private final Pool pool;

    AccountClosings(Pool pool) {
        this.pool = pool;
    }

    /**
     * An account that is due.
     *
     * @param again whether its owner has registered anew meanwhile
     */
    public record Due(UUID userId, int attempt, boolean again) {}

    /** Claims one; null when there is none. */
    public Uni<@Nullable Due> claim() {
        return pool.preparedQuery("""
                        update account_closing c set attempts = attempts + 1, next_at = now() + $1::bigint * interval '1 second'
                        where user_id = (select user_id from account_closing where done_at is null and next_at <= now()
                            order by next_at limit 1 for update skip locked)
                        returning user_id, attempts, exists (select from talent_sheet t where t.user_id = c.user_id) as again""")
                .execute(Tuple.of(LEASE_SECONDS))
                .map(rows -> rows.iterator().hasNext() ? due(rows.iterator().next()) : null);
    }

    private static Due due(Row row) {
        return new Due(row.getUUID("user_id"), row.getInteger("attempts"), row.getBoolean("again"));
    }

    /** Notes what became of it: closed, or left to what else it is used for. */
    public Uni<Void> done(Due due, boolean closed) {
        return pool.preparedQuery(
                        "update account_closing set done_at = now(), outcome = $2 where user_id = $1 and done_at is null")
                .execute(Tuple.of(due.userId(), closed ? "CLOSED" : "IN_USE"))
                .replaceWithVoid();
    }

    /** Tries again after 2 s, 4 s, 8 s … at most 10 minutes. */
    public Uni<Void> later(Due due) {
        long seconds = Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(due.attempt(), 10));
        return pool.preparedQuery("update account_closing set next_at = now() + $2::bigint * interval '1 second'"
                        + " where user_id = $1 and done_at is null")
                .execute(Tuple.of(due.userId(), seconds))
                .replaceWithVoid();
    }
}
