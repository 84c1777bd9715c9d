package jp.enishi.matching.feedback;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntFunction;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Matchmaker.RankedTalent;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import org.jboss.logging.Logger;

/**
 * Takes down who was shown for which position, beside the answer: a ranking never waits for it, and a crash loses the
 * last half second of it. Until it is judged a pair keeps what held when it was shown last.
 */
@ApplicationScoped
public class Impressions {
    private static final Logger LOG = Logger.getLogger(Impressions.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int MOST_WAITING = 20_000;
    private static final int BATCH = 500;
    private static final int MOST_REMEMBERED = 50_000;
    private static final String INSERT = """
        insert into feedback (case_id, position_id, talent_id, grade, case_version, requirements_version, talent_version,
            taxonomy_version, weights_version, score, features, shown_at)
        select of_case, position, talent, 0, case_version, requirements_version, talent_version, taxonomy_version, $11,
            score, features::jsonb, shown_at
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::integer[], $6::bigint[], $7::text[],
            $8::double precision[], $9::text[], $10::timestamptz[]) as shown (of_case, position, talent, case_version,
            requirements_version, talent_version, taxonomy_version, score, features, shown_at)
        order by of_case, position, talent
        on conflict (case_id, position_id, talent_id) do update set case_version = excluded.case_version,
            requirements_version = excluded.requirements_version, talent_version = excluded.talent_version,
            taxonomy_version = excluded.taxonomy_version, weights_version = excluded.weights_version,
            score = excluded.score, features = excluded.features, shown_at = excluded.shown_at
        where feedback.grade < 2 and feedback.reason is null\
        """;

    /** What is taken down of a pair. */
    private record Pair(UUID caseId, UUID position, UUID talent) {}

    private record Row(
            Pair pair,
            long caseVersion,
            int requirementsVersion,
            long talentVersion,
            String taxonomyVersion,
            double score,
            String features,
            OffsetDateTime at) {}

    /** One showing; the same versions are taken down once. */
    private record Shown(UUID position, UUID talent, long caseVersion, long talentVersion) {}

    private final BlockingQueue<Row> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Set<Shown> lately =
            Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>(1024, 0.75f, false) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Shown, Boolean> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            }));
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Pool pool;
    private final Vertx vertx;
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final Clock clock;
    private long timer;

    Impressions(Pool pool, Vertx vertx, Vocabulary vocabulary, Weights weights, Clock clock) {
        this.pool = pool;
        this.vertx = vertx;
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(EVERY.toMillis(), at -> write());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** These were shown to somebody who chooses. What the queue has no room for is left out. */
    public void shown(CaseState state, List<RankedTalent> ranked) {
        Instant now = clock.instant();
        for (RankedTalent item : ranked) {
            Shown shown = new Shown(
                    item.position().positionId(),
                    item.talent().talentId(),
                    state.version(),
                    item.talent().version());
            if (lately.add(shown)) {
                Seen seen = Seen.of(item.fit());
                boolean room = waiting.offer(new Row(
                        new Pair(state.caseId(), shown.position(), shown.talent()),
                        state.version(),
                        state.requirementsVersion(),
                        shown.talentVersion(),
                        vocabulary.version(),
                        seen.score(),
                        seen.features(),
                        now.atOffset(ZoneOffset.UTC)));
                if (!room) {
                    lately.remove(shown);
                }
            }
        }
    }

    private void write() {
        if (waiting.isEmpty() || !writing.compareAndSet(false, true)) {
            return;
        }
        List<Row> batch = new ArrayList<>();
        waiting.drainTo(batch, BATCH);
        pool.preparedQuery(INSERT)
                .execute(arguments(batch))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf(failure, "%d impressions could not be taken down", batch.size());
                    return Uni.createFrom().voidItem();
                })
                .onTermination()
                .invoke(() -> writing.set(false))
                .subscribe()
                .with(done -> {});
    }

    /** All at once: a statement for each would hold up whoever shares this thread. Of a pair that was shown twice the last one. */
    private Tuple arguments(List<Row> batch) {
        Map<Pair, Row> last = new LinkedHashMap<>();
        batch.forEach(row -> last.put(row.pair(), row));
        Collection<Row> rows = last.values();
        return Tuple.tuple()
                .addArrayOfUUID(each(rows, row -> row.pair().caseId(), UUID[]::new))
                .addArrayOfUUID(each(rows, row -> row.pair().position(), UUID[]::new))
                .addArrayOfUUID(each(rows, row -> row.pair().talent(), UUID[]::new))
                .addArrayOfLong(each(rows, Row::caseVersion, Long[]::new))
                .addArrayOfInteger(each(rows, Row::requirementsVersion, Integer[]::new))
                .addArrayOfLong(each(rows, Row::talentVersion, Long[]::new))
                .addArrayOfString(each(rows, Row::taxonomyVersion, String[]::new))
                .addArrayOfDouble(each(rows, Row::score, Double[]::new))
                .addArrayOfString(each(rows, Row::features, String[]::new))
                .addArrayOfOffsetDateTime(each(rows, Row::at, OffsetDateTime[]::new))
                .addString(weights.version());
    }

    private static <T> T[] each(Collection<Row> rows, Function<Row, T> part, IntFunction<T[]> array) {
        return rows.stream().map(part).toArray(array);
    }
}
