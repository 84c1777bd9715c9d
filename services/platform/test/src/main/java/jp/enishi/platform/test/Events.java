package jp.enishi.platform.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes events as another service would, and reads what a service published. */
public final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(100);

    private Events() {}

    /** Publishes a CloudEvent and waits for the broker's answer. Data may be JSON text or anything Jackson can write. */
    public static UUID publish(String topic, String type, UUID aggregateId, long version, Object data) {
        UUID id = UUID.randomUUID();
        publish(topic, aggregateId.toString(), bytes(data), headers(id, type, aggregateId, version));
        return id;
    }

    /** The headers of a CloudEvent in binary mode; a test may take some away. */
    public static Map<String, String> headers(UUID id, String type, UUID aggregateId, long version) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_source", "/test");
        headers.put("ce_type", type);
        headers.put("ce_time", Instant.now().toString());
        headers.put("ce_subject", aggregateId.toString());
        headers.put("ce_aggregateversion", Long.toString(version));
        headers.put("content-type", "application/json");
        return headers;
    }

    /** Publishes any record, well formed or not. */
    public static void publish(
            String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        create(topic);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", TestParts.kafka(), "acks", "all", "max.request.size", 5_000_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var event = new ProducerRecord<String, byte[]>(topic, key, value);
            headers.forEach((name, text) -> event.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            producer.send(event).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause());
        }
    }

    /** Makes the topic if it is missing. */
    public static void create(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.kafka()))) {
            Set<String> known = admin.listTopics().names().get();
            if (!known.contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, topic.endsWith(".dead") ? 1 : 12, (short) 1)))
                        .all()
                        .get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException raced) {
            if (!(raced.getCause() instanceof org.apache.kafka.common.errors.TopicExistsException)) {
                throw new IllegalStateException(raced.getCause());
            }
        }
    }

    /** Every record that is on the topic now, per partition in order. */
    public static List<ConsumerRecord<String, byte[]>> all(String topic) {
        return read(topic, Duration.ZERO, read -> false);
    }

    /** Waits until a record of the topic, read from its beginning, passes the test; fails after the timeout. */
    public static ConsumerRecord<String, byte[]> await(
            String topic, Duration timeout, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        List<ConsumerRecord<String, byte[]>> read = read(topic, timeout, wanted);
        for (ConsumerRecord<String, byte[]> candidate : read) {
            if (wanted.test(candidate)) {
                return candidate;
            }
        }
        throw new AssertionError("No such record on " + topic + " within " + timeout + " among " + read.size());
    }

    /** Waits for the event of this type and aggregate. */
    public static ConsumerRecord<String, byte[]> await(String topic, String type, UUID aggregateId, Duration timeout) {
        return await(
                topic,
                timeout,
                read -> type.equals(header(read, "ce_type"))
                        && aggregateId.toString().equals(read.key()));
    }

    /** A header as text, or null. */
    public static @Nullable String header(ConsumerRecord<?, ?> read, String name) {
        Header header = read.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<String, byte[]>> read(
            String topic, Duration timeout, Predicate<ConsumerRecord<String, byte[]>> enough) {
        long deadline = System.nanoTime() + timeout.toNanos();
        create(topic);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", TestParts.kafka(), "max.partition.fetch.bytes", 5_000_000);
        List<ConsumerRecord<String, byte[]>> result = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(part -> new TopicPartition(part.topic(), part.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                boolean late = System.nanoTime() >= deadline;
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                Set<TopicPartition> behind = new HashSet<>(partitions);
                do {
                    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                        result.add(record);
                        if (enough.test(record)) {
                            return result;
                        }
                    }
                    behind.removeIf(part -> consumer.position(part) >= ends.getOrDefault(part, 0L));
                } while (!behind.isEmpty());
                if (late) {
                    return result;
                }
            }
        }
    }

    private static byte[] bytes(Object data) {
        try {
            return data instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(data);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(unwritable);
        }
    }
}
