package jp.enishi.probe;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Effects: one row for each time an event was applied, without any key that would refuse a second one. */
@ApplicationScoped
public class Effects implements EventHandler {
    private final EventConsumer consumers;
    private final int delay;

    Effects(EventConsumer consumers, @ConfigProperty(name = "probe.effect-delay") int delay) {
        this.consumers = consumers;
        this.delay = delay;
    }

    @Incoming("account-in")
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, this);
    }

    @Override
    public String consumer() {
        return "probe";
    }

    @Override
    public Set<String> types() {
        return Set.of(Accounts.TYPE);
    }

    @Override
    public Uni<Void> handle(ReceivedEvent event) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select 1 from pg_sleep(:seconds)", Integer.class)
                        .setParameter("seconds", delay / 1000.0)
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery(
                                        "insert into effect (account_id, version, event_id) values (:account, :version, :event)")
                                .setParameter("account", event.aggregateId())
                                .setParameter("version", event.version())
                                .setParameter("event", event.id())
                                .executeUpdate()))
                .replaceWithVoid();
    }
}
