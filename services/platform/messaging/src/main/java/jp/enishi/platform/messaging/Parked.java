package jp.enishi.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a repair, told to whoever repairs it: which aggregate, which consumer, which events, and why, but nothing
 * of what the events say.
 */
@ApplicationScoped
public class Parked {
    private static final int MOST_TOLD = 100;
    private static final Pattern TYPE = Pattern.compile("[a-z]+(\\.[a-z0-9-]+){1,4}");
    private static final Pattern QUOTED = Pattern.compile(
            "(?<ours>(constraint|relation|column) \"[a-z_][a-z0-9_]*\")" + "|\"[^\"]*\"?|'[^']*'?|(?<==)\\([^)]*\\)?");

    private static final String EVENT = "e.version, e.record_headers, e.code, e.cause, e.topic, e.kafka_partition,"
            + " e.kafka_offset, e.parked_at";
    private static final String AGGREGATES = "with heap as ("
            + " select consumer, aggregate_id, case when aggregate_id is null then id end as single, min(id) as first_id,"
            + " count(*) as waiting, min(parked_at) as since from parked_event where state = 'PARKED'"
            + " group by consumer, aggregate_id, case when aggregate_id is null then id end"
            + " having min(id) > $1 order by min(id) limit $2)"
            + " select heap.first_id, heap.consumer, heap.aggregate_id, heap.waiting, heap.since, known.parked, "
            + EVENT + " from heap"
            + " cross join lateral (select version, record_headers, code, cause, topic, kafka_partition, kafka_offset,"
            + " parked_at from parked_event waits where waits.state = 'PARKED'"
            + " and waits.consumer = heap.consumer and (waits.aggregate_id = heap.aggregate_id or waits.id = heap.single)"
            + " order by waits.version nulls first, waits.id limit 1) e"
            + " left join applied_version known on known.consumer = heap.consumer and known.aggregate_id = heap.aggregate_id"
            + " order by heap.first_id";
    private static final String EVENTS = "select " + EVENT + " from parked_event e"
            + " where e.state = 'PARKED' and e.consumer = $1 and e.aggregate_id = $2"
            + " order by e.version nulls first, e.id limit " + MOST_TOLD;

    /**
     * A dead letter.
     *
     * @param version of the aggregate, null when the record did not say it in a readable way
     * @param cause in words, without what was in the record
     */
    public record Event(
            @Nullable Long version,
            @Nullable String type,
            String code,
            String cause,
            String topic,
            int partition,
            long offset,
            Instant parkedAt) {}

    /**
     * An aggregate that a consumer goes on with only after a replay.
     *
     * @param position where it stands in the list
     * @param aggregateId null for a record that names none: it can only be thrown away
     * @param reason GAP or FAILED
     * @param waiting how many of its events wait
     * @param next the event at which a replay begins
     */
    public record Aggregate(
            long position,
            String consumer,
            @Nullable UUID aggregateId,
            @Nullable String reason,
            long waiting,
            Instant since,
            Event next) {}

    private final Vertx vertx;
    private final Pool pool;
    private final Replay replay;
    private final Handlers handlers;

    Parked(Vertx vertx, Pool pool, Replay replay, Handlers handlers) {
        this.vertx = vertx;
        this.pool = pool;
        this.replay = replay;
        this.handlers = handlers;
    }

    /** Those behind the position, the oldest first. */
    public Uni<List<Aggregate>> aggregates(long after, int limit) {
        return pool.preparedQuery(AGGREGATES)
                .execute(Tuple.of(after, limit))
                .map(rows -> rows(rows).stream()
                        .map(row -> new Aggregate(
                                row.getLong("first_id"),
                                row.getString("consumer"),
                                row.getUUID("aggregate_id"),
                                row.getString("parked"),
                                row.getLong("waiting"),
                                row.getOffsetDateTime("since").toInstant(),
                                event(row)))
                        .toList());
    }

    /** The first hundred that wait, in the order in which a replay takes them. Fails with {@link NotFound} without any. */
    public Uni<List<Event>> events(String consumer, UUID aggregateId) {
        return pool.preparedQuery(EVENTS)
                .execute(Tuple.of(consumer, aggregateId))
                .map(rows -> rows(rows).stream().map(Parked::event).toList())
                .invoke(events -> {
                    if (events.isEmpty()) {
                        throw new NotFound("parked", aggregateId);
                    }
                });
    }

    /**
     * Applies what waits, in order, each event in a transaction of its own and apart from a running one.
     * A consumer that this service no longer has breaks the rule {@code consumer-unknown}.
     */
    public Uni<Replay.Result> replay(String consumer, UUID aggregateId) {
        EventHandler handler = handlers.all().stream()
                .filter(one -> one.consumer().equals(consumer))
                .findFirst()
                .orElse(null);
        if (handler == null) {
            return Uni.createFrom().failure(new RuleViolation("consumer-unknown"));
        }
        return Contexts.back(() -> Contexts.onOwn(vertx, () -> replay.run(handler, aggregateId)))
                .map(result -> new Replay.Result(result.applied(), result.stoppedBy(), told(result.cause())));
    }

    private static List<Row> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static Event event(Row row) {
        return new Event(
                row.getLong("version"),
                type(row.getString("record_headers")),
                row.getString("code"),
                String.valueOf(told(row.getString("cause"))),
                row.getString("topic"),
                row.getInteger("kafka_partition"),
                row.getLong("kafka_offset"),
                row.getOffsetDateTime("parked_at").toInstant());
    }

    /** The type that the record was sent with, unless it is none. */
    static @Nullable String type(String headers) {
        try {
            for (JsonNode header : EventJson.mapper().readTree(headers)) {
                String said = header.path("ce_type").asText();
                if (TYPE.matcher(said).matches()) {
                    return said;
                }
            }
            return null;
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The headers of a parked event are damaged", damaged);
        }
    }

    /** What is quoted in a cause may be from the record; only the names of our own tables and rules stay. */
    static @Nullable String told(@Nullable String cause) {
        return cause == null
                ? null
                : QUOTED.matcher(cause)
                        .replaceAll(
                                found -> Matcher.quoteReplacement(found.group("ours") == null ? "…" : found.group()));
    }
}
