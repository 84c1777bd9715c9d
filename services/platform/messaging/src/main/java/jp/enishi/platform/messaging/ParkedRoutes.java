package jp.enishi.platform.messaging;

import io.quarkus.vertx.http.ManagementInterface;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The operator's commands, on the management interface only, which is not reachable from outside:
 * {@code GET /q/enishi/parked}, {@code POST /q/enishi/parked/replay?consumer=&aggregate=},
 * {@code POST /q/enishi/parked/discard?id=}.
 */
@ApplicationScoped
public class ParkedRoutes {
    private static final Logger LOG = Logger.getLogger(ParkedRoutes.class);
    private static final String ROOT = "/q/enishi/parked";
    private static final String LIST = """
            select id, consumer, aggregate_id, version, code, cause, topic, kafka_partition, kafka_offset, parked_at
            from parked_event where state = 'PARKED' order by consumer, aggregate_id, version nulls first, id limit 500""";
    private static final String DISCARD = """
            with gone as (
                update parked_event set state = 'DISCARDED' where id = $1 and state = 'PARKED'
                returning consumer, aggregate_id, version),
            moved as (
                update applied_version known set version = gone.version from gone
                where known.consumer = gone.consumer and known.aggregate_id = gone.aggregate_id
                  and gone.version = known.version + 1)
            select consumer, aggregate_id from gone""";

    private final Vertx vertx;
    private final Pool pool;
    private final Replay replay;
    private final Handlers handlers;

    ParkedRoutes(Vertx vertx, Pool pool, Replay replay, Handlers handlers) {
        this.vertx = vertx;
        this.pool = pool;
        this.replay = replay;
        this.handlers = handlers;
    }

    void register(@Observes ManagementInterface management) {
        var router = management.router();
        router.get(ROOT).handler(route -> answer(route, this::list));
        router.post(ROOT + "/replay").handler(route -> answer(route, this::replay));
        router.post(ROOT + "/discard").handler(route -> answer(route, this::discard));
    }

    private Uni<JsonObject> list(RoutingContext route) {
        return pool.query(LIST).execute().map(rows -> {
            JsonArray items = new JsonArray();
            for (Row row : rows) {
                items.add(new JsonObject()
                        .put("id", row.getLong("id"))
                        .put("consumer", row.getString("consumer"))
                        .put("aggregate", text(row.getUUID("aggregate_id")))
                        .put("version", row.getLong("version"))
                        .put("code", row.getString("code"))
                        .put("cause", row.getString("cause"))
                        .put("topic", row.getString("topic"))
                        .put("partition", row.getInteger("kafka_partition"))
                        .put("offset", row.getLong("kafka_offset"))
                        .put(
                                "parkedAt",
                                row.getOffsetDateTime("parked_at").toInstant().toString()));
            }
            return new JsonObject().put("items", items);
        });
    }

    private Uni<JsonObject> replay(RoutingContext route) {
        UUID aggregate = UUID.fromString(parameter(route, "aggregate"));
        return replay(parameter(route, "consumer"), aggregate);
    }

    Uni<JsonObject> replay(String consumer, UUID aggregate) {
        EventHandler handler = handlers.of(consumer);
        return Contexts.onOwn(vertx, () -> replay.run(handler, aggregate))
                .map(result -> new JsonObject()
                        .put("applied", result.applied())
                        .put("stoppedBy", result.stoppedBy())
                        .put("cause", result.cause()));
    }

    private Uni<JsonObject> discard(RoutingContext route) {
        long id = Long.parseLong(parameter(route, "id"));
        return pool.preparedQuery(DISCARD).execute(Tuple.of(id)).chain(rows -> {
            if (rows.size() == 0) {
                throw new IllegalArgumentException("No such parked event");
            }
            Row row = rows.iterator().next();
            JsonObject answer = new JsonObject().put("discarded", id);
            UUID aggregate = row.getUUID("aggregate_id");
            LOG.warnf("An operator discarded the parked event %d of %s", id, aggregate);
            return aggregate == null
                    ? Uni.createFrom().item(answer)
                    : replay(row.getString("consumer"), aggregate).map(result -> answer.put("replay", result));
        });
    }

    private static String parameter(RoutingContext route, String name) {
        String value = route.request().getParam(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The parameter " + name + " is missing");
        }
        return value;
    }

    private static @Nullable String text(@Nullable UUID value) {
        return value == null ? null : value.toString();
    }

    static void answer(RoutingContext route, Function<RoutingContext, Uni<JsonObject>> command) {
        Uni.createFrom()
                .deferred(() -> command.apply(route))
                .subscribe()
                .with(json -> end(route, 200, json), failure -> {
                    boolean asked = failure instanceof IllegalArgumentException;
                    if (!asked) {
                        LOG.error("The command failed", failure);
                    }
                    end(route, asked ? 400 : 500, new JsonObject().put("error", Failures.describe(failure)));
                });
    }

    private static void end(RoutingContext route, int status, JsonObject body) {
        route.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }
}
