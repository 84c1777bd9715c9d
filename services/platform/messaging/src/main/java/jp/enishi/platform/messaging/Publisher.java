package jp.enishi.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The service's one Kafka producer. A send is complete when all in-sync replicas have the record. */
@ApplicationScoped
public class Publisher {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Topics topics;
    private final KafkaProducer<String, byte[]> producer;
    /** send() may block for metadata, so it never runs on an event loop. */
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("enishi-publisher").daemon().factory());

    Publisher(Topics topics, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.topics = topics;
        Map<String, Object> client = new HashMap<>(kafka);
        client.putAll(Map.ofEntries(
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
                Map.entry(ProducerConfig.METADATA_MAX_IDLE_CONFIG, 86_400_000),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1_048_576)));
        producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    }

    /** Makes the topic if need be and sends. Completes on a thread of Kafka's client. */
    Uni<Void> send(ProducerRecord<String, byte[]> message) {
        return topics.ensure(message.topic())
                .chain(() -> Uni.createFrom()
                        .emitter(emitter -> sender.execute(() -> {
                            try {
                                producer.send(message, (metadata, failure) -> {
                                    if (failure == null) {
                                        emitter.complete(null);
                                    } else {
                                        emitter.fail(failure);
                                    }
                                });
                            } catch (RuntimeException refused) {
                                emitter.fail(refused);
                            }
                        })));
    }

    void stop(@Observes @Priority(9_000) ShutdownEvent event) {
        sender.shutdown();
        producer.close(DRAIN);
    }
}
