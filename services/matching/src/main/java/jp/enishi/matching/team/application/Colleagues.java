package jp.enishi.matching.team.application;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.team.domain.Pair;

/** Who worked together: two people who were ordered for the same case, as the feedback of the order flow has it. */
@ApplicationScoped
public class Colleagues {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String ORDERED_TOGETHER = """
            select distinct one.talent_id as one, other.talent_id as other from feedback one
                join feedback other on other.case_id = one.case_id and other.talent_id > one.talent_id
            where one.grade = 5 and other.grade = 5 and one.talent_id = any($1) and other.talent_id = any($1)""";

    private final Pool pool;

    Colleagues(Pool pool) {
        this.pool = pool;
    }

    /** The pairs among these people; waits for the database, so on a thread that may wait. */
    Set<Pair> among(Collection<UUID> people) {
        if (people.size() < 2) {
            return Set.of();
        }
        Set<Pair> pairs = new HashSet<>();
        for (Row row : pool.preparedQuery(ORDERED_TOGETHER)
                .execute(Tuple.tuple().addArrayOfUUID(people.toArray(UUID[]::new)))
                .await()
                .atMost(PATIENCE)) {
            pairs.add(new Pair(row.getUUID("one"), row.getUUID("other")));
        }
        return pairs;
    }
}
