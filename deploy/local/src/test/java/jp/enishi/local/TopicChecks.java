package jp.enishi.local;

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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the tests that kill things and those of the whole system ask of topics and of outboxes. */
public final class TopicChecks {
    private TopicChecks() {}

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

    /** Every row of one column. */
    public static Set<String> texts(Connection connection, String query) throws SQLException {
        Set<String> texts = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
