package jp.enishi.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.platform.messaging.CloudEventReader.Poison;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The state of each (consumer, aggregate) and the events that wait for a repair. All calls need a running transaction. */
@ApplicationScoped
public class ParkedEvents {
    /** Why an aggregate is parked: a version is missing, or an event could not be applied. */
    enum Reason {
        GAP,
        FAILED
    }

    /** How far a consumer has come with an aggregate. */
    record Progress(long version, @Nullable Reason parked) {}

    /** An event that waits, as it came from Kafka. */
    record Waiting(long id, ConsumerRecord<String, byte[]> record) {}

    /** Locks and reads the consumer's progress with the aggregate; makes the row when it is the first time. */
    Uni<Progress> lock(String consumer, UUID aggregateId) {
        return session()
                .chain(session -> session.createNativeQuery("""
                        insert into applied_version as known (consumer, aggregate_id, version)
                        values (:consumer, :aggregate, 0)
                        on conflict (consumer, aggregate_id) do update set version = known.version
                        returning version, parked""", Object[].class)
                        .setParameter("consumer", consumer)
                        .setParameter("aggregate", aggregateId)
                        .getSingleResult()
                        .map(row -> new Progress(
                                ((Number) row[0]).longValue(),
                                row[1] == null ? null : Reason.valueOf((String) row[1]))));
    }

    Uni<Void> advance(String consumer, UUID aggregateId, long version) {
        return session()
                .chain(session -> session.createNativeQuery("""
                        update applied_version set version = :version
                        where consumer = :consumer and aggregate_id = :aggregate""")
                        .setParameter("version", version)
                        .setParameter("consumer", consumer)
                        .setParameter("aggregate", aggregateId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> park(String consumer, UUID aggregateId, @Nullable Reason reason) {
        return session()
                .chain(session -> session.createNativeQuery("""
                        update applied_version set parked = nullif(:reason, '')
                        where consumer = :consumer and aggregate_id = :aggregate""")
                        .setParameter("reason", reason == null ? "" : reason.name())
                        .setParameter("consumer", consumer)
                        .setParameter("aggregate", aggregateId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whether the event is new to the consumer. */
    Uni<Boolean> remember(String consumer, UUID eventId) {
        return session()
                .chain(session -> session.createNativeQuery(
                                "insert into inbox (consumer, event_id) values (:consumer, :event) on conflict do nothing")
                        .setParameter("consumer", consumer)
                        .setParameter("event", eventId)
                        .executeUpdate())
                .map(inserted -> inserted == 1);
    }

    /** Whether this very record is here already, in whichever state. */
    Uni<Boolean> knows(String consumer, ConsumerRecord<String, byte[]> record) {
        return session()
                .chain(session -> session.createNativeQuery("""
                        select count(*) from parked_event where consumer = :consumer and topic = :topic
                        and kafka_partition = :partition and kafka_offset = :offset and digest = :digest""", Long.class)
                        .setParameter("consumer", consumer)
                        .setParameter("topic", record.topic())
                        .setParameter("partition", record.partition())
                        .setParameter("offset", record.offset())
                        .setParameter("digest", digest(record.value()))
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** Keeps the record with all that a replay needs; state is PARKED or DISCARDED. */
    Uni<Void> keep(String consumer, ConsumerRecord<String, byte[]> record, Poison why, String state) {
        UUID aggregate = why.aggregateId();
        UUID event = why.eventId();
        Long version = why.version();
        String key = record.key();
        byte[] value = record.value();
        return session()
                .chain(session -> session.createNativeQuery("""
                        insert into parked_event (consumer, aggregate_id, version, event_id, code, cause, state, topic,
                            kafka_partition, kafka_offset, record_key, record_headers, record_value, digest)
                        values (:consumer, cast(nullif(:aggregate, '') as uuid), cast(nullif(:version, '') as bigint),
                            cast(nullif(:event, '') as uuid), :code, :cause, :state, :topic, :partition, :offset,
                            case when :hasKey then cast(:key as bytea) end, :headers, case when :hasValue then cast(:value as bytea) end, :digest)
                        on conflict do nothing""")
                        .setParameter("consumer", consumer)
                        .setParameter("aggregate", aggregate == null ? "" : aggregate.toString())
                        .setParameter("version", version == null ? "" : version.toString())
                        .setParameter("event", event == null ? "" : event.toString())
                        .setParameter("code", why.code())
                        .setParameter("cause", why.cause())
                        .setParameter("state", state)
                        .setParameter("topic", record.topic())
                        .setParameter("partition", record.partition())
                        .setParameter("offset", record.offset())
                        .setParameter("hasKey", key != null)
                        .setParameter("key", key == null ? new byte[0] : key.getBytes(StandardCharsets.UTF_8))
                        .setParameter("headers", write(record))
                        .setParameter("hasValue", value != null)
                        .setParameter("value", value == null ? new byte[0] : value)
                        .setParameter("digest", digest(value))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The aggregate's next waiting event: records without a readable version first, then by version. */
    Uni<Optional<Waiting>> next(String consumer, UUID aggregateId) {
        return session()
                .chain(session -> session.createNativeQuery("""
                        select id, topic, kafka_partition, kafka_offset, record_key, record_headers, record_value
                        from parked_event
                        where consumer = :consumer and aggregate_id = :aggregate and state = 'PARKED'
                        order by version nulls first, id limit 1""", Object[].class)
                        .setParameter("consumer", consumer)
                        .setParameter("aggregate", aggregateId)
                        .getResultList())
                .map(rows ->
                        rows.stream().findFirst().map(row -> new Waiting(((Number) row[0]).longValue(), read(row))));
    }

    /** Whether a record of the version waits that came after the given one. */
    Uni<Boolean> hasLater(String consumer, UUID aggregateId, long version, long id) {
        return session()
                .chain(session -> session.createNativeQuery("""
                        select count(*) from parked_event where consumer = :consumer and aggregate_id = :aggregate
                        and version = :version and id > :id and state = 'PARKED'""", Long.class)
                        .setParameter("consumer", consumer)
                        .setParameter("aggregate", aggregateId)
                        .setParameter("version", version)
                        .setParameter("id", id)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    Uni<Void> settle(long id, String state) {
        return session()
                .chain(session -> session.createNativeQuery("update parked_event set state = :state where id = :id")
                        .setParameter("state", state)
                        .setParameter("id", id)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Mutiny.Session> session() {
        return Panache.getSession();
    }

    private static ConsumerRecord<String, byte[]> read(Object[] row) {
        var headers = new RecordHeaders();
        try {
            List<Map.Entry<String, String>> entries =
                    EventJson.mapper().readValue((String) row[5], new TypeReference<>() {});
            entries.forEach(
                    entry -> headers.add(entry.getKey(), entry.getValue().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The headers of parked event " + row[0] + " are damaged", damaged);
        }
        byte[] key = (byte[]) row[4];
        byte[] value = (byte[]) row[6];
        return new ConsumerRecord<>(
                (String) row[1],
                ((Number) row[2]).intValue(),
                ((Number) row[3]).longValue(),
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key == null ? null : new String(key, StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }

    /** Header values byte by byte as Latin-1, so that any bytes come back as they were. */
    private static String write(ConsumerRecord<String, byte[]> record) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (Header header : record.headers()) {
            byte[] value = header.value() == null ? new byte[0] : header.value();
            entries.add(Map.entry(header.key(), new String(value, StandardCharsets.ISO_8859_1)));
        }
        try {
            return EventJson.mapper().writeValueAsString(entries);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] digest(byte @Nullable [] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value == null ? new byte[0] : value);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
