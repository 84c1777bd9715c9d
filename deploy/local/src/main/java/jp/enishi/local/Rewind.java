package jp.enishi.local;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the topics fit databases that were put back to an earlier moment, while no service runs. Events that a service
 * published after that moment tell of what it doesn't know any more; it will use their versions again for something else,
 * and readers would keep the first. They are taken out, and every service reads all topics again: what it has applied its
 * inbox knows, what it has not yet it applies.
 */
final class Rewind {

    /** Opens a connection to a service's database. */
    interface Databases {
        Connection connect(String database) throws SQLException;
    }

    private static final int MOST_TRIES = 60;
    private static final byte[] NOTHING = {};

    private final String bootstrap;
    private final Databases databases;
    private final Path folder;
    private final Topics topics = Topics.load();

    /** @param folder keeps what stays of a topic while that is made anew; a second run goes on from there */
    Rewind(String bootstrap, Databases databases, Path folder) {
        this.bootstrap = bootstrap;
        this.databases = databases;
        this.folder = folder;
    }

    /**
     * @param moment to which the databases were put back
     * @return how many events were taken out of which topic
     */
    Map<String, Integer> run(Instant moment) {
        Map<String, Integer> taken = new TreeMap<>();
        try (Admin admin = Admin.create(client())) {
            Files.createDirectories(folder);
            for (Topics.Topic topic : topics.topics()) {
                Path kept = folder.resolve(topic.name());
                if (!Files.exists(kept)) {
                    int lost = keep(topic, moment, kept);
                    if (lost == 0) {
                        continue;
                    }
                    taken.put(topic.name(), lost);
                }
                makeAnew(admin, topic.name());
                fill(topic.name(), kept);
                Files.delete(kept);
            }
            forgetGroups(admin);
            return taken;
        } catch (IOException | SQLException | ExecutionException | TimeoutException e) {
            throw new Failure("The topics could not be made to fit the databases: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted while the topics were made to fit the databases", e);
        }
    }

    private Properties client() {
        Properties client = new Properties();
        client.put("bootstrap.servers", bootstrap);
        return client;
    }

    /** Writes what stays into the file, when something doesn't; answers how many records don't. */
    private int keep(Topics.Topic topic, Instant moment, Path kept) throws IOException, SQLException {
        Predicate<ConsumerRecord<byte[], byte[]>> stays;
        try (Connection connection = databases.connect(topic.owner())) {
            stays = known(connection, topic.name(), moment);
        }
        Path half = kept.resolveSibling(topic.name() + ".half");
        int lost = 0;
        try (DataOutputStream out =
                new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(half)))) {
            for (ConsumerRecord<byte[], byte[]> record : read(topic.name())) {
                if (stays.test(record)) {
                    write(out, record);
                } else {
                    lost++;
                }
            }
        }
        if (lost == 0) {
            Files.delete(half);
        } else {
            Files.move(half, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        return lost;
    }

    /**
     * An event is known when its row is in the outbox. Rows are deleted long after they were sent: an event that is older
     * than all rows, or not newer than its aggregate's newest one, had such a row.
     */
    private static Predicate<ConsumerRecord<byte[], byte[]>> known(Connection connection, String topic, Instant moment)
            throws SQLException {
        Set<String> ids = new HashSet<>();
        Map<String, Long> newest = new HashMap<>();
        Instant oldest = moment;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select id, aggregate_id, version, created_at from outbox where topic = '" + topic + "'")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
                newest.merge(rows.getString(2), rows.getLong(3), Math::max);
                Instant created = rows.getTimestamp(4).toInstant();
                oldest = created.isBefore(oldest) ? created : oldest;
            }
        }
        Instant before = oldest;
        return record -> ids.contains(header(record, "ce_id"))
                || Instant.parse(header(record, "ce_time")).isBefore(before)
                || Long.parseLong(header(record, "ce_aggregateversion"))
                        < newest.getOrDefault(header(record, "ce_subject"), 0L);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        @Nullable Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new Failure("The record %s-%d@%d has no %s. See ./enishi replay"
                    .formatted(record.topic(), record.partition(), record.offset(), name));
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Properties settings = client();
        settings.put("enable.auto.commit", "false");
        settings.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(one -> consumer.position(one) < Objects.requireNonNull(ends.get(one)))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private void makeAnew(Admin admin, String topic) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
        NewTopic anew = new NewTopic(topic, topics.every().partitions(), (short) 1)
                .configs(topics.every().configuration());
        again(
                TopicExistsException.class,
                () -> admin.createTopics(List.of(anew)).all().get(30, TimeUnit.SECONDS));
    }

    private void fill(String topic, Path kept) throws IOException, ExecutionException, InterruptedException {
        Properties settings = client();
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        // One request at a time: while a partition that was just made has no leader, what is sent after a refused batch
        // would
        // be refused as out of order, again and again.
        settings.put("max.in.flight.requests.per.connection", "1");
        List<java.util.concurrent.Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(kept)))) {
            while (true) {
                ProducerRecord<byte[], byte[]> record;
                try {
                    record = next(in, topic);
                } catch (EOFException end) {
                    break;
                }
                sent.add(producer.send(record));
            }
            for (java.util.concurrent.Future<?> one : sent) {
                one.get();
            }
        }
    }

    private static void write(DataOutputStream out, ConsumerRecord<byte[], byte[]> record) throws IOException {
        out.writeInt(record.partition());
        out.writeLong(record.timestamp());
        bytes(out, record.key());
        bytes(out, record.value());
        Header[] headers = record.headers().toArray();
        out.writeInt(headers.length);
        for (Header header : headers) {
            out.writeUTF(header.key());
            bytes(out, header.value());
        }
    }

    private static ProducerRecord<byte[], byte[]> next(DataInputStream in, String topic) throws IOException {
        int partition = in.readInt();
        long time = in.readLong();
        byte[] key = bytes(in);
        byte[] value = bytes(in);
        // A record without a body erases what its key names.
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, time, key, value.length == 0 ? null : value);
        for (int left = in.readInt(); left > 0; left--) {
            record.headers().add(in.readUTF(), bytes(in));
        }
        return record;
    }

    private static void bytes(DataOutputStream out, byte @Nullable [] content) throws IOException {
        byte[] present = content == null ? NOTHING : content;
        out.writeInt(present.length);
        out.write(present);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        byte[] content = new byte[in.readInt()];
        in.readFully(content);
        return content;
    }

    /** Without offsets every service reads from the first event. A member that was killed is forgotten after some seconds. */
    private void forgetGroups(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        for (Service service : Service.ALL) {
            again(GroupNotEmptyException.class, () -> {
                try {
                    admin.deleteConsumerGroups(List.of(service.name())).all().get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                        throw e;
                    }
                }
            });
        }
    }

    private interface Attempt {
        void make() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static void again(Class<? extends Exception> passing, Attempt attempt)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (int tries = 1; ; tries++) {
            try {
                attempt.make();
                return;
            } catch (ExecutionException e) {
                if (!passing.isInstance(e.getCause()) || tries == MOST_TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }
}
