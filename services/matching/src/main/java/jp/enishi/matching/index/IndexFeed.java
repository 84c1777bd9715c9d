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
import java.util.function.Function;
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
import org.apache.lucene.store.AlreadyClosedException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the index with all partitions of both topics, without a group: every replica holds everything. The offsets
 * travel in the index's commit, so a restart goes on from the last commit and replays at most what came after it. When they
 * can't be trusted (topic made anew, offset out of range, another fingerprint) the index is built again from the start:
 * beside the old one, which answers until the new one has caught up and takes its place.
 */
@ApplicationScoped
public class IndexFeed {
    public static final String TALENTS = "talents.talent";
    public static final String CASES = "cases.case";

    private static final Logger LOG = Logger.getLogger(IndexFeed.class);
    private static final Set<String> TOPICS = Set.of(TALENTS, CASES);
    private static final String TOPIC_ID = "topic.";
    private static final String OFFSET = "offset.";
    /** In a commit whose index had caught up, so that it may answer before it has done so again. */
    private static final String BUILT = "built";

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
    /** The index that answers. */
    private volatile @Nullable MatchIndex answering;
    /** The index that is fed: the one that answers, or the one that is being built. Only the feeder's thread uses it. */
    private @Nullable MatchIndex fed;

    private boolean startAgain;
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

    /**
     * Reads from the index that answers. Fails with {@link Matchmaker.NotReady} while the first one is being built, and
     * after the end.
     */
    <T> T read(Function<MatchIndex, T> reading) {
        MatchIndex index = answering;
        while (index != null) {
            try {
                return reading.apply(index);
            } catch (AlreadyClosedException closed) {
                MatchIndex next = answering;
                LOG.debugf(closed, "read again from the index that took over");
                index = next == index ? null : next;
            }
        }
        throw new Matchmaker.NotReady();
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
        try {
            while (!isClosing()) {
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ready = false;
            MatchIndex last = answering;
            answering = null;
            close(fed);
            close(last == fed ? null : last);
        }
    }

    private void turn() throws InterruptedException {
        try {
            feed(next());
        } catch (WakeupException e) {
            LOG.debug("the feed was woken to stop");
        } catch (StartAgain e) {
            LOG.warnf("the index is built again: %s", e.getMessage());
            rebuilds.increment();
            startAgain = true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            ready = false;
            LOG.error("the feed stopped and will go on from the last commit", e);
            pause();
        }
    }

    /**
     * The index to feed now: the same as before; after offsets that can't be trusted, or beside one that answers, a fresh
     * one; otherwise what the last commit left, which answers at once if it was whole.
     */
    private MatchIndex next() throws IOException {
        MatchIndex before = fed;
        MatchIndex answers = answering;
        if (before != null && before.isOpen() && !startAgain) {
            return before;
        }
        if (before != answers) {
            close(before);
        }
        MatchIndex next;
        if (startAgain || (answers != null && answers != before)) {
            visible.clear();
            next = MatchIndex.fresh(root, vocabulary, weights, analyzer);
            startAgain = false;
        } else {
            close(answers);
            next = MatchIndex.open(root, vocabulary, weights, analyzer);
            answering = next.committed().containsKey(BUILT) ? next : null;
        }
        fed = next;
        return next;
    }

    private static void close(@Nullable MatchIndex index) {
        try {
            if (index != null) {
                index.close();
            }
        } catch (IOException e) {
            LOG.warn("an index could not be closed", e);
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

    private void feed(MatchIndex index) throws IOException, InterruptedException, ExecutionException, StartAgain {
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
        try (KafkaConsumer<byte[], byte[]> running =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer = running;
            running.assign(partitions);
            seek(running, index.committed(), topicIds, partitions);
            pump(running, index, topicIds, partitions);
        } finally {
            consumer = null;
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
            MatchIndex index,
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
        boolean caughtUp = false;
        publish(index, positions);
        try {
            while (!isClosing()) {
                if (!caughtUp && reached(positions, target)) {
                    takeOver(index, topicIds, positions);
                    caughtUp = true;
                    dirty = false;
                }
                ConsumerRecords<byte[], byte[]> records = poll(running);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    apply(index, record);
                    positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                    sinceCommit++;
                    dirty = true;
                }
                for (TopicPartition partition : partitions) {
                    positions.merge(partition, running.position(partition), Math::max);
                }
                long now = System.nanoTime();
                if (dirty && (caughtUp || now - lastRefresh > REFRESH_WHILE_BEHIND_NANOS)) {
                    publish(index, positions);
                    lastRefresh = now;
                    dirty = false;
                }
                if (sinceCommit >= COMMIT_AFTER || (sinceCommit > 0 && now - lastCommit >= COMMIT_EVERY.toNanos())) {
                    commit(index, topicIds, positions);
                    sinceCommit = 0;
                    lastCommit = now;
                }
            }
        } finally {
            if (isClosing()) {
                commit(index, topicIds, positions);
            }
        }
    }

    /** From now on the index that has caught up answers; the one that did so far is closed and deleted. */
    private void takeOver(MatchIndex index, Map<String, String> topicIds, Map<TopicPartition, Long> positions)
            throws IOException {
        MatchIndex before = answering;
        answering = index;
        publish(index, positions);
        commit(index, topicIds, positions);
        if (before != index) {
            close(before);
        }
        index.deleteOthers();
        ready = true;
        LOG.infof("the index has caught up: %d talents", index.count(Fields.TALENT));
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

    /** Lets searches see what was applied; only of the index that answers is it told to those who wait for it. */
    private void publish(MatchIndex index, Map<TopicPartition, Long> positions) throws IOException {
        index.refresh();
        if (index == answering) {
            visible.putAll(positions);
            wake();
        }
    }

    /** An index that is built beside another is not committed: after a crash the old one goes on. */
    private void commit(MatchIndex index, Map<String, String> topicIds, Map<TopicPartition, Long> positions)
            throws IOException {
        if (answering != null && answering != index) {
            return;
        }
        Map<String, String> data = new TreeMap<>();
        topicIds.forEach((topic, id) -> data.put(TOPIC_ID + topic, id));
        positions.forEach((partition, offset) -> data.put(OFFSET + partition, Long.toString(offset)));
        if (index == answering) {
            data.put(BUILT, "yes");
        }
        index.commit(data);
    }

    /** An event that can't be read is counted and passed over; the group consumer sends it to the dead letters. */
    private void apply(MatchIndex index, ConsumerRecord<byte[], byte[]> record) throws IOException {
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
                    ? index.applyTalent(data, version, Instant.parse(header(record, "ce_time")))
                    : index.applyCase(data, version);
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
