package jp.enishi.faults;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jp.enishi.local.Await;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Compares what clients were told, what the database holds, what the topic holds and what consuming did. An empty list of
 * findings means: nothing lost, nothing doubled, per-aggregate order kept.
 */
public final class Checker {
    private Checker() {}

    /** Waits until the trial has come to rest (at most {@code patience}), then looks. */
    static List<String> findings(Probe probe, Duration patience, boolean nothingDied) throws SQLException {
        try (Connection connection = probe.connect(probe.name)) {
            Await.happened(
                    patience,
                    () -> one(connection, "select count(*) from outbox where sent_at is null") == 0
                            && one(connection, "select count(distinct event_id) from effect")
                                    == one(connection, "select count(*) from outbox"));
            List<String> findings = new ArrayList<>();
            acknowledged(probe, connection, findings);
            gaps(connection, findings);
            published(probe.system().kafkaBootstrap(), probe.topic, connection, findings, nothingDied);
            effects(connection, findings);
            return findings;
        }
    }

    private static void acknowledged(Probe probe, Connection connection, List<String> findings) throws SQLException {
        Set<String> kept = texts(connection, "select key || '@' || version from entry");
        long lost = probe.acknowledged().stream()
                .filter(answer -> !kept.contains(answer.key() + "@" + answer.version()))
                .count();
        if (lost > 0) {
            findings.add(lost + " acknowledged commands are not in the database");
        }
    }

    private static void gaps(Connection connection, List<String> findings) throws SQLException {
        long gaps = one(connection, """
                select count(*) from (
                  select account.id from account left join outbox on outbox.aggregate_id = account.id
                  group by account.id, account.version
                  having count(outbox.*) <> account.version or max(outbox.version) <> account.version) broken""");
        if (gaps > 0) {
            findings.add(gaps + " accounts whose events are not exactly 1..version");
        }
    }

    /** Whether the topic holds exactly the events of the outbox, those of each aggregate in order. */
    public static void published(
            String bootstrap, String topic, Connection connection, List<String> findings, boolean nothingDied)
            throws SQLException {
        List<ConsumerRecord<String, byte[]>> records = read(bootstrap, topic);
        Set<String> written = texts(connection, "select id::text from outbox where topic = '" + topic + "'");
        List<String> ids =
                records.stream().map(record -> header(record, "ce_id")).toList();
        Set<String> sent = new HashSet<>(ids);
        long missing = written.stream().filter(id -> !sent.contains(id)).count();
        if (missing > 0) {
            findings.add(missing + " events never reached the topic " + topic);
        }
        long foreign = sent.stream().filter(id -> !written.contains(id)).count();
        if (foreign > 0) {
            findings.add(foreign + " events in the topic " + topic + " that nobody wrote");
        }
        if (nothingDied && ids.size() != sent.size()) {
            findings.add((ids.size() - sent.size()) + " events were published twice though nothing died");
        }
        Map<String, Long> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        int turned = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            if (seen.add(header(record, "ce_id"))) {
                long version = Long.parseLong(header(record, "ce_aggregateversion"));
                if (version <= last.getOrDefault(record.key(), 0L)) {
                    turned++;
                }
                last.put(record.key(), version);
            }
        }
        if (turned > 0) {
            findings.add(turned + " events stand behind a later one of their aggregate in the topic");
        }
    }

    private static void effects(Connection connection, List<String> findings) throws SQLException {
        long missing = one(
                connection,
                "select count(*) from outbox where not exists (select from effect where event_id = outbox.id)");
        if (missing > 0) {
            findings.add(missing + " events had no effect");
        }
        long doubled = one(
                connection,
                "select count(*) from (select event_id from effect group by event_id having count(*) > 1) doubled");
        if (doubled > 0) {
            findings.add(doubled + " events had their effect more than once");
        }
        long turned = one(connection, """
                select count(*) from (
                  select version, lag(version) over (partition by account_id order by seq) as earlier from effect) step
                where earlier > version""");
        if (turned > 0) {
            findings.add(turned + " effects came behind a later one of their aggregate");
        }
        long dead = one(connection, "select count(*) from parked_event where state = 'PARKED'");
        if (dead > 0) {
            findings.add(dead + " events are parked");
        }
    }

    /** Everything in the topic, in the order of each partition. */
    public static List<ConsumerRecord<String, byte[]>> read(String bootstrap, String topic) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("enable.auto.commit", "false");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** Waits until the group has read everything that the topics hold now. */
    public static void awaitEnd(String bootstrap, String group, List<String> topics, Duration patience) {
        long records = topics.stream()
                .mapToLong(topic -> read(bootstrap, topic).size())
                .sum();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Await.until(
                    group + " has read " + records + " records",
                    patience,
                    () -> admin
                                    .listConsumerGroupOffsets(group)
                                    .partitionsToOffsetAndMetadata()
                                    .get(5, TimeUnit.SECONDS)
                                    .values()
                                    .stream()
                                    .mapToLong(offset -> offset == null ? 0 : offset.offset())
                                    .sum()
                            == records);
        }
    }

    /** The one number that a query answers. */
    public static long one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Set<String> texts(Connection connection, String query) throws SQLException {
        Set<String> texts = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** A fingerprint of every row that consuming writes. */
    static String fingerprint(Connection connection) throws SQLException {
        return texts(connection, """
                select 'effect ' || effect::text from effect
                union all select 'inbox ' || inbox::text from inbox
                union all select 'applied ' || applied_version::text from applied_version
                union all select 'parked ' || id || state from parked_event""").stream().sorted().collect(Collectors.joining("\n"));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
