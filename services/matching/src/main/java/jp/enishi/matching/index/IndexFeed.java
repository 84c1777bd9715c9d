package jp.enishi.matching.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the index with all partitions of both topics, without a group: every replica holds everything. The offsets
 * travel in the index's commit, so a restart goes on from the last commit and replays at most what came after it. When they
 * can't be trusted (topic made anew, offset out of range, another fingerprint) the index is built again from the start.
 */
@ApplicationScoped
public class IndexFeed {
    public static final String TALENTS = "talents.talent";
    public static final String CASES = "cases.case";

    private static final Logger LOG = Logger.getLogger(IndexFeed.class);
    private static final Set<String> TOPICS = Set.of(TALENTS, CASES);
    private static final String TOPIC_ID = "topic.";
    private static final String OFFSET = "offset.";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
    private static final int COMMIT_AFTER = 5_000;
    private static final long REFRESH_WHILE_BEHIND_NANOS =
            Duration.ofMillis(200).toNanos();
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(10);

    private record Waiter(TopicPartition partition, long offset, CompletableFuture<Void> applied) {}

    private final Vocabulary vocabulary;
    private final Weights weights;
    private final MatchAnalyzer analyzer;
    private final Path root;
    private final String bootstrap;
    private final Counter invalid;
    private final Counter applied;
    private final Counter rebuilds;
    private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final Map<TopicPartition, Long> visible = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable MatchIndex index;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean ready;
    private @Nullable Thread thread;

    IndexFeed(
            Vocabulary vocabulary,
            Weights weights,
            MatchAnalyzer analyzer,
            MeterRegistry metrics,
            @ConfigProperty(name = "enishi.matching.index-dir") String root,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.analyzer = analyzer;
        this.root = Path.of(root);
        this.bootstrap = bootstrap;
        this.invalid = metrics.counter("enishi.matching.feed.invalid");
        this.applied = metrics.counter("enishi.matching.feed.applied");
        this.rebuilds = metrics.counter("enishi.matching.feed.rebuilds");
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stop();
    }

    void start() {
        Thread feeder = new Thread(this::run, "index-feed");
        feeder.setDaemon(true);
        thread = feeder;
        feeder.start();
    }

    /** Commits what was applied and waits for the feeder to end. */
    void stop() {
        closing.countDown();
        KafkaConsumer<byte[], byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
        Thread feeder = thread;
        if (feeder != null) {
            try {
                feeder.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Caught up with what was on the topics when it started. */
    public boolean ready() {
        return ready;
    }

    /** The index; null until the first one was opened. */
    public @Nullable MatchIndex index() {
        return index;
    }

    /** Events that could not be read. */
    public double invalidCount() {
        return invalid.count();
    }

    /** Completes, on the feeder's thread or at once, when searches see everything up to and including that record. */
    public Uni<Void> awaitApplied(TopicPartition partition, long offset) {
        return Uni.createFrom().emitter(emitter -> {
            Waiter waiter = new Waiter(partition, offset, new CompletableFuture<>());
            waiter.applied().thenAccept(emitter::complete);
            emitter.onTermination(() -> waiters.remove(waiter));
            waiters.add(waiter);
            wake();
        });
    }

    private void wake() {
        for (Waiter waiter : waiters) {
            if (visible.getOrDefault(waiter.partition(), 0L) > waiter.offset() && waiters.remove(waiter)) {
                waiter.applied().complete(null);
            }
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        boolean again = false;
        while (!isClosing()) {
            try {
                feed(again);
                again = false;
            } catch (WakeupException e) {
                LOG.debug("the feed was woken to stop");
            } catch (StartAgain e) {
                LOG.warnf("the index is built again: %s", e.getMessage());
                rebuilds.increment();
                again = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                ready = false;
                LOG.error("the feed stopped and will go on from the last commit", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why offsets in the commit can't be used. */
    private static final class StartAgain extends Exception {
        private static final long serialVersionUID = 1L;

        StartAgain(String reason) {
            super(reason);
        }
    }

    private void feed(boolean fromTheStart) throws IOException, InterruptedException, ExecutionException, StartAgain {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        Map<String, String> topicIds = new TreeMap<>();
        List<TopicPartition> partitions = new ArrayList<>();
        describe(topicIds, partitions);
        try (MatchIndex opened = fromTheStart
                        ? MatchIndex.fresh(root, vocabulary, weights, analyzer)
                        : MatchIndex.open(root, vocabulary, weights, analyzer);
                KafkaConsumer<byte[], byte[]> running =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer = running;
            visible.clear();
            running.assign(partitions);
            seek(running, opened.committed(), topicIds, partitions);
            index = opened;
            try {
                pump(running, opened, topicIds, partitions);
            } finally {
                ready = false;
                index = null;
                consumer = null;
            }
        }
    }

    private void describe(Map<String, String> topicIds, List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put("default.api.timeout.ms", Long.toString(ADMIN_TIMEOUT.toMillis()));
        settings.put("request.timeout.ms", Long.toString(ADMIN_TIMEOUT.toMillis()));
        try (Admin admin = Admin.create(settings)) {
            for (TopicDescription topic :
                    admin.describeTopics(TOPICS).allTopicNames().get().values()) {
                topicIds.put(topic.name(), topic.topicId().toString());
                topic.partitions().forEach(part -> partitions.add(new TopicPartition(topic.name(), part.partition())));
            }
        }
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> running,
            Map<String, String> committed,
            Map<String, String> topicIds,
            List<TopicPartition> partitions)
            throws StartAgain {
        Map<TopicPartition, Long> first = running.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = running.endOffsets(partitions);
        for (Map.Entry<String, String> topic : topicIds.entrySet()) {
            String known = committed.get(TOPIC_ID + topic.getKey());
            if (known != null && !known.equals(topic.getValue())) {
                throw new StartAgain("topic " + topic.getKey() + " was made anew");
            }
        }
        for (TopicPartition partition : partitions) {
            long lowest = first.getOrDefault(partition, 0L);
            String offset = committed.get(OFFSET + partition);
            long position = offset == null ? lowest : Long.parseLong(offset);
            if (position < lowest || position > end.getOrDefault(partition, 0L)) {
                throw new StartAgain("offset " + position + " of " + partition + " is out of range");
            }
            running.seek(partition, position);
        }
    }

    private void pump(
            KafkaConsumer<byte[], byte[]> running,
            MatchIndex opened,
            Map<String, String> topicIds,
            List<TopicPartition> partitions)
            throws IOException, StartAgain {
        Map<TopicPartition, Long> target = running.endOffsets(partitions);
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition, running.position(partition)));
        long lastCommit = System.nanoTime();
        long lastRefresh = 0;
        int sinceCommit = 0;
        boolean dirty = false;
        publish(opened, positions);
        try {
            while (!isClosing()) {
                if (!ready && reached(positions, target)) {
                    publish(opened, positions);
                    dirty = false;
                    ready = true;
                    LOG.infof("the index has caught up: %d talents", opened.count(Fields.TALENT));
                }
                ConsumerRecords<byte[], byte[]> records = poll(running);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    apply(opened, record);
                    positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                    sinceCommit++;
                    dirty = true;
                }
                for (TopicPartition partition : partitions) {
                    positions.merge(partition, running.position(partition), Math::max);
                }
                long now = System.nanoTime();
                if (dirty && (ready || now - lastRefresh > REFRESH_WHILE_BEHIND_NANOS)) {
                    publish(opened, positions);
                    lastRefresh = now;
                    dirty = false;
                }
                if (sinceCommit >= COMMIT_AFTER || (sinceCommit > 0 && now - lastCommit >= COMMIT_EVERY.toNanos())) {
                    opened.commit(commitData(topicIds, positions));
                    sinceCommit = 0;
                    lastCommit = now;
                }
            }
        } finally {
            if (isClosing()) {
                opened.commit(commitData(topicIds, positions));
            }
        }
    }

    private static ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> running) throws StartAgain {
        try {
            return running.poll(POLL);
        } catch (org.apache.kafka.clients.consumer.InvalidOffsetException e) {
            throw new StartAgain("offsets of " + e.partitions() + " are out of range");
        }
    }

    private static boolean reached(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> target) {
        return target.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private void publish(MatchIndex opened, Map<TopicPartition, Long> positions) throws IOException {
        opened.refresh();
        visible.putAll(positions);
        wake();
    }

    private static Map<String, String> commitData(Map<String, String> topicIds, Map<TopicPartition, Long> positions) {
        Map<String, String> data = new TreeMap<>();
        topicIds.forEach((topic, id) -> data.put(TOPIC_ID + topic, id));
        positions.forEach((partition, offset) -> data.put(OFFSET + partition, Long.toString(offset)));
        return data;
    }

    /** An event that can't be read is counted and passed over; the group consumer sends it to the dead letters. */
    private void apply(MatchIndex opened, ConsumerRecord<byte[], byte[]> record) throws IOException {
        boolean changed;
        try {
            byte[] value = record.value();
            if (value == null) {
                throw new IllegalArgumentException("no body");
            }
            String type = header(record, "ce_type");
            long version = Long.parseLong(header(record, "ce_aggregateversion"));
            if (version < 1 || !type.startsWith(record.topic() + "-")) {
                throw new IllegalArgumentException("type " + type + ", version " + version);
            }
            var data = StateReader.json(value);
            UUID id = UUID.fromString(header(record, "ce_subject"));
            String named = data.path(record.topic().equals(TALENTS) ? "talentId" : "caseId")
                    .asText();
            if (!id.toString().equals(named)) {
                throw new IllegalArgumentException("subject and body differ");
            }
            changed = record.topic().equals(TALENTS)
                    ? opened.applyTalent(data, version, Instant.parse(header(record, "ce_time")))
                    : opened.applyCase(data, version);
        } catch (RuntimeException unreadable) {
            invalid.increment();
            LOG.warnf(
                    "event at %s-%d@%d is passed over: %s",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadable.getClass().getSimpleName());
            return;
        }
        if (changed) {
            applied.increment();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
