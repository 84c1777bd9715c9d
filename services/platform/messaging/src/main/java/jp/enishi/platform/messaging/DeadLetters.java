package jp.enishi.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import jp.enishi.platform.messaging.CloudEventReader.Poison;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records that cannot be applied to {@code <topic>.dead}, with the original headers and why. A value above 900 kB
 * is cut there and its SHA-256 told in {@code dead-value-sha256}; the whole of it is in the table of parked events.
 */
@ApplicationScoped
public class DeadLetters {
    static final int LONGEST_VALUE = 900_000;

    private final Publisher publisher;
    private final Clock clock = Clock.systemUTC();

    DeadLetters(Publisher publisher) {
        this.publisher = publisher;
    }

    /** Completes when Kafka has acknowledged the dead letter. */
    Uni<Void> send(ConsumerRecord<String, byte[]> record, String consumer, Poison poison) {
        byte[] value = record.value();
        boolean cut = value != null && value.length > LONGEST_VALUE;
        var letter = new ProducerRecord<String, byte[]>(
                record.topic() + Topics.DEAD, record.key(), cut ? Arrays.copyOf(value, LONGEST_VALUE) : value);
        record.headers().forEach(header -> letter.headers().add(header));
        add(letter, "dead-code", poison.code());
        add(letter, "dead-cause", poison.cause());
        add(letter, "dead-consumer", consumer);
        add(letter, "dead-topic", record.topic());
        add(letter, "dead-partition", Integer.toString(record.partition()));
        add(letter, "dead-offset", Long.toString(record.offset()));
        add(letter, "dead-time", clock.instant().toString());
        if (cut) {
            add(letter, "dead-value-length", Integer.toString(value.length));
            add(letter, "dead-value-sha256", HexFormat.of().formatHex(ParkedEvents.digest(value)));
        }
        return Contexts.back(() -> publisher.send(letter))
                .onFailure()
                .transform(failure -> new TransientFailure("Kafka did not take the dead letter", failure));
    }

    private static void add(ProducerRecord<String, byte[]> letter, String name, @Nullable String value) {
        letter.headers().add(name, String.valueOf(value).getBytes(UTF_8));
    }
}
