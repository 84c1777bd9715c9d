package jp.enishi.platform.mail;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The whole way in one process: a request writes an event, and who follows the topic writes a mail. */
@ApplicationScoped
class Orders implements EventHandler {
    static final String TOPIC = "test.orders";
    private static final String TYPE = "test.ordered.v1";

    /** Whose events lose their header on the way. */
    static final Set<String> LOST = ConcurrentHashMap.newKeySet();

    @Inject
    Outbox outbox;

    @Inject
    Mails mails;

    @Inject
    EventConsumer consumers;

    static String address(Object id) {
        return "order-" + id + "@people.example";
    }

    void routes(@Observes Router router) {
        router.post("/orders/:id").handler(this::order);
    }

    private void order(RoutingContext routing) {
        UUID id = UUID.fromString(routing.pathParam("id"));
        VertxContextSafetyToggle.setContextSafe(Vertx.currentContext(), true);
        Panache.withTransaction(() -> outbox.append(new OutgoingEvent(TYPE, TOPIC, id, 1, Map.of())))
                .subscribe()
                .with(done -> routing.response().setStatusCode(204).end(), routing::fail);
    }

    @Incoming("orders-in")
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        if (LOST.contains(record.key())) {
            record.headers().remove("traceparent");
        }
        return consumers.receive(record, this);
    }

    @Override
    public String consumer() {
        return "orders";
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public Uni<Void> handle(ReceivedEvent event) {
        return mails.enqueue(OutgoingMail.to(address(event.aggregateId()), "注文", "届きました。"))
                .replaceWithVoid();
    }
}
