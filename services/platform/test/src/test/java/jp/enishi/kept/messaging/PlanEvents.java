package jp.enishi.kept.messaging;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

public class PlanEvents {
    @Incoming("plan-in")
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return Uni.createFrom().voidItem();
    }
}
