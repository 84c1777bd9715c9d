package jp.enishi.planted.messaging;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

public class PlanEvents {
    @Incoming("forgotten")
    void forgotten(ConsumerRecord<String, byte[]> record) {}

    @Incoming("by-hand")
    Uni<Void> byHand(String message) {
        return Uni.createFrom().voidItem();
    }

    @Incoming("other")
    Uni<String> other(ConsumerRecord<String, byte[]> record) {
        return Uni.createFrom().item("");
    }
}
