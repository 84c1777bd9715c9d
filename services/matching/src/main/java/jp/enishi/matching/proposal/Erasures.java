package jp.enishi.matching.proposal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Forgets a talent of whom a record without a body says that they were erased: what they were proposed for, and what became
 * of them. The index forgets by itself. It may be said again: there is nothing left to forget then.
 */
@ApplicationScoped
class Erasures {
    private static final Logger LOG = Logger.getLogger(Erasures.class);
    private static final List<String> FORGET = List.of(
            "delete from match_proposal where talent_id = $1",
            "delete from feedback where talent_id = $1",
            "delete from sheet_view where talent_id = $1",
            "delete from search_alert where object_id = $1",
            "delete from search_object where object_id = $1");

    private final Pool pool;

    Erasures(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> forget(@Nullable String key) {
        UUID talent;
        try {
            talent = UUID.fromString(String.valueOf(key));
        } catch (IllegalArgumentException nobody) {
            LOG.warn("a record without a body names nobody", nobody);
            return Uni.createFrom().voidItem();
        }
        return pool.withTransaction(connection -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (String delete : FORGET) {
                all = all.chain(() -> connection.preparedQuery(delete).execute(Tuple.of(talent)))
                        .replaceWithVoid();
            }
            return all;
        });
    }
}
