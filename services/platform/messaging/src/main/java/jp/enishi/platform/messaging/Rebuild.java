package jp.enishi.platform.messaging;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.http.ManagementInterface;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jp.enishi.platform.messaging.CloudEventReader.Event;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Makes the rows of a read model again from its topic, while the service goes on: aggregate by aggregate, each in one
 * transaction that holds its progress, so that new events of it wait and nobody sees it half made. Exactly what was applied is
 * applied again, and what the topic doesn't hold whole stays as it is.
 *
 * <p>On the management interface: {@code GET /q/enishi/read-models}, {@code POST
 * /q/enishi/read-models/rebuild?consumer=}.
 */
@ApplicationScoped
public class Rebuild {
    private static final Logger LOG = Logger.getLogger(Rebuild.class);
    private static final String ROOT = "/q/enishi/read-models";
    private static final Duration POLL = Duration.ofMillis(200);

    private final Vertx vertx;
    private final Handlers handlers;
    private final ParkedEvents parkedEvents;
    private final Config config;
    private final Map<String, Object> kafka;

    private record Count(int aggregates, int events, int incomplete) {
        static final Count NONE = new Count(0, 0, 0);

        Count plus(Count more) {
            return new Count(aggregates + more.aggregates, events + more.events, incomplete + more.incomplete);
        }
    }

    Rebuild(
            Vertx vertx,
            Handlers handlers,
            ParkedEvents parkedEvents,
            Config config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.vertx = vertx;
        this.handlers = handlers;
        this.parkedEvents = parkedEvents;
        this.config = config;
        this.kafka = kafka;
    }

    void register(@Observes ManagementInterface management) {
        var router = management.router();
        router.get(ROOT).handler(route -> ParkedRoutes.answer(route, this::list));
        router.post(ROOT + "/rebuild").handler(route -> ParkedRoutes.answer(route, this::rebuild));
    }

    private Uni<JsonObject> list(RoutingContext route) {
        JsonArray items = new JsonArray();
        handlers.all().stream()
                .filter(handler -> handler.readModel().isPresent())
                .map(EventHandler::consumer)
                .sorted()
                .forEach(items::add);
        return Uni.createFrom().item(new JsonObject().put("items", items));
    }

    private Uni<JsonObject> rebuild(RoutingContext route) {
        EventHandler handler = handlers.of(Optional.ofNullable(route.request().getParam("consumer"))
                .orElseThrow(() -> new IllegalArgumentException("The parameter consumer is missing")));
        ReadModel model = handler.readModel()
                .orElseThrow(() -> new IllegalArgumentException("This consumer keeps no read model"));
        return run(handler, model)
                .invoke(count -> LOG.infof(
                        "%s: %d aggregates made again from %d events, %d left as they were",
                        handler.consumer(), count.aggregates(), count.events(), count.incomplete()))
                .map(count -> new JsonObject()
                        .put("aggregates", count.aggregates())
                        .put("events", count.events())
                        .put("incomplete", count.incomplete()));
    }

    private Uni<Count> run(EventHandler handler, ReadModel model) {
        return blocking(() -> partitions(handler))
                .chain(partitions -> sum(
                        partitions,
                        partition -> blocking(() -> read(partition, handler))
                                .chain(aggregates -> sum(
                                        aggregates.entrySet(),
                                        aggregate -> Contexts.onOwn(
                                                vertx,
                                                () -> Panache.withTransaction(() -> applyOne(
                                                        handler, model, aggregate.getKey(), aggregate.getValue())))))));
    }

    /** One after the other, however many there are: a chain of so many steps would be deeper than the stack. */
    private static <T, R> Multi<R> inTurn(Iterable<T> things, Function<T, Uni<R>> work) {
        return Multi.createFrom().iterable(things).onItem().transformToUniAndConcatenate(work::apply);
    }

    private static <T> Uni<Count> sum(Iterable<T> things, Function<T, Uni<Count>> work) {
        return inTurn(things, work).collect().with(Collectors.reducing(Count.NONE, Count::plus));
    }

    private <T> Uni<T> blocking(java.util.concurrent.Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }

    private KafkaConsumer<String, byte[]> reader() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Those of the topics that this service reads from the one that the handler's events are from. */
    private List<TopicPartition> partitions(EventHandler handler) {
        String source = handler.types().iterator().next().replaceAll("\\..*", ".");
        List<String> topics = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topic"))
                .map(name -> config.getValue(name, String.class))
                .filter(topic -> topic.startsWith(source))
                .distinct()
                .toList();
        try (KafkaConsumer<String, byte[]> reader = reader()) {
            return topics.stream()
                    .flatMap(topic -> reader.partitionsFor(topic).stream()
                            .map(partition -> new TopicPartition(topic, partition.partition())))
                    .toList();
        }
    }

    /** The handler's events in the partition, each once and in order of its version. An aggregate is in one partition. */
    private Map<UUID, TreeMap<Long, ReceivedEvent>> read(TopicPartition partition, EventHandler handler) {
        Map<UUID, TreeMap<Long, ReceivedEvent>> aggregates = new LinkedHashMap<>();
        try (KafkaConsumer<String, byte[]> reader = reader()) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (reader.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
                    if (CloudEventReader.read(record, handler.types()) instanceof Event(ReceivedEvent event)) {
                        aggregates
                                .computeIfAbsent(event.aggregateId(), id -> new TreeMap<>())
                                .putIfAbsent(event.version(), event);
                    }
                }
            }
        }
        return aggregates;
    }

    private Uni<Count> applyOne(
            EventHandler handler, ReadModel model, UUID aggregate, TreeMap<Long, ReceivedEvent> events) {
        return parkedEvents.lock(handler.consumer(), aggregate).chain(progress -> {
            List<ReceivedEvent> applied =
                    List.copyOf(events.headMap(progress.version(), true).values());
            if (applied.isEmpty() && progress.version() == 0) {
                return Uni.createFrom().item(Count.NONE);
            }
            boolean whole = !applied.isEmpty()
                    && applied.getLast().version() == progress.version()
                    && (applied.size() == progress.version() || handler.startsAnywhere());
            if (!whole) {
                return Uni.createFrom().item(new Count(0, 0, 1));
            }
            return forget(model, aggregate)
                    .chain(() -> inTurn(applied, model.effect()).onItem().ignoreAsUni())
                    .replaceWith(new Count(1, applied.size(), 0));
        });
    }

    private static Uni<Void> forget(ReadModel model, UUID aggregate) {
        return inTurn(model.rows(), rows -> {
                    String[] where = rows.split("\\.");
                    return Panache.getSession()
                            .chain(session -> session.createNativeQuery(
                                            "delete from " + where[0] + " where " + where[1] + " = :aggregate")
                                    .setParameter("aggregate", aggregate)
                                    .executeUpdate());
                })
                .onItem()
                .ignoreAsUni();
    }
}
