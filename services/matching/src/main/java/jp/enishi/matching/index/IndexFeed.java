package jp.enishi.matching.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.messaging.Failpoint;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the index with all partitions of both topics, without a group: every replica holds everything. The offsets
 * travel in the index's commit, so a restart goes on from the last commit and replays at most what came after it. When they
 * can't be trusted (topic made anew, offset out of range), the index is damaged, or was made with another analyzer, taxonomy
 * or weights (words may be added to the taxonomy at any time, see {@link #between}), it is built again from the start: beside the old one, which answers, and goes on being fed if its offsets are
 * good, until the new one has caught up and takes its place. A record without a body erases what its key names.
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
    /** An index that doesn't answer yet grows faster by larger pieces; what was not committed is read again. */
    private static final Duration COMMIT_WHILE_BUILT = Duration.ofMinutes(1);

    private static final int REFRESH_WHILE_BUILT = 20_000;
    /** What comes after a quiet moment is seen at once; while much comes, each view makes work for every search after it. */
    private static final long REFRESH_EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(10);

    /** As many records at once are applied by several threads. */
    private static final int WORTH_SHARING = 64;

    /** So many shares that no thread waits long for another's last one. */
    private static final int SHARES = 64;

    private record Waiter(TopicPartition partition, long offset, CompletableFuture<Void> applied) {}

    private final Vocabulary vocabulary;
    private final Weights weights;
    private final MatchAnalyzer analyzer;
    private final Path root;
    private final Map<String, Object> kafka;
    private final Counter invalid;
    private final Counter applied;
    private final Counter rebuilds;
    private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Runnable> changes = new ConcurrentLinkedQueue<>();
    private final Map<TopicPartition, Long> visible = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    /** The index that answers. */
    private volatile @Nullable MatchIndex answering;
    /** An index in which a read found damage. */
    private volatile @Nullable MatchIndex damaged;
    /** Feeds the index that answers, or will when it has caught up. Only the feeder's thread uses these. */
    private @Nullable Feeding current;
    /** Feeds the index that is built beside the one that answers. */
    private volatile @Nullable Feeding building;

    private volatile boolean startAgain;
    /** An operator wants the index built again. */
    private volatile boolean asked;

    private volatile boolean ready;
    /** Records on the topics that the index which answers, or will, has not applied yet. */
    private volatile long behind;

    private @Nullable Thread thread;
    private final ExecutorService helpers = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
            Thread.ofPlatform().name("index-helper-", 0).daemon().factory());

    IndexFeed(
            Vocabulary vocabulary,
            Weights weights,
            MatchAnalyzer analyzer,
            MeterRegistry metrics,
            @ConfigProperty(name = "enishi.matching.index-dir") String root,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.analyzer = analyzer;
        this.root = Path.of(root);
        this.kafka = kafka;
        this.invalid = metrics.counter("enishi.matching.feed.invalid");
        this.applied = metrics.counter("enishi.matching.feed.applied");
        this.rebuilds = metrics.counter("enishi.matching.feed.rebuilds");
        Gauge.builder("enishi_index_ready", () -> ready ? 1 : 0).register(metrics);
        Gauge.builder("enishi_index_behind_records", () -> behind).register(metrics);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stop();
    }

    /** Feeds from now on; once. */
    void start() {
        Thread feeder = new Thread(this::run, "index-feed");
        feeder.setDaemon(true);
        thread = feeder;
        feeder.start();
    }

    /** Commits what was applied and waits for the feeder to end. */
    void stop() {
        closing.countDown();
        Thread feeder = thread;
        if (feeder != null) {
            try {
                feeder.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        helpers.shutdown();
    }

    /** Has the index built again from the first event on, beside the one that answers. */
    void rebuild() {
        asked = true;
    }

    /**
     * Does it between two steps, when nothing is written: a change of the words. An index that was made with other ones is then
     * built again beside the one that answers.
     */
    void between(Runnable change) {
        changes.add(change);
    }

    /** Another index is built beside the one that answers, or will be. */
    boolean building() {
        return building != null || startAgain || asked || !changes.isEmpty();
    }

    /** Caught up with what was on the topics when it started. */
    public boolean ready() {
        return ready;
    }

    /**
     * Reads from the index that answers. Fails with {@link Matchmaker.NotReady} while the first one is being built, after
     * the end, and where the index turns out to be damaged, which has it built again.
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
            } catch (UncheckedIOException failure) {
                if (!damage(failure.getCause())) {
                    throw failure;
                }
                LOG.error("the index is damaged", failure);
                damaged = index;
                index = null;
            }
        }
        throw new Matchmaker.NotReady();
    }

    private static boolean damage(@Nullable IOException failure) {
        return failure instanceof CorruptIndexException
                || failure instanceof IndexFormatTooNewException
                || failure instanceof IndexFormatTooOldException
                || failure instanceof EOFException
                || failure instanceof NoSuchFileException;
    }

    /** Events that could not be read. */
    public double invalidCount() {
        return invalid.count();
    }

    /** Events that changed an index since the start. */
    public double appliedCount() {
        return applied.count();
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
            if (current != null) {
                current.commit();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("what was applied last is applied again after the restart", e);
        } finally {
            ready = false;
            MatchIndex last = answering;
            answering = null;
            Stream.of(current, building).filter(Objects::nonNull).forEach(feeding -> {
                feeding.disconnect();
                close(feeding.index);
            });
            close(last);
        }
    }

    private void turn() {
        try {
            open();
            step();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        } catch (Exception e) {
            ready = false;
            LOG.error("the feed stopped and will go on from where it was", e);
            reconnect();
            pause();
        }
    }

    /** Opens what the last commit left, if nothing is open, and begins to build beside it, if that has to be. */
    private void open() throws IOException, InterruptedException, ExecutionException {
        MatchIndex broken = damaged;
        if (broken != null) {
            damaged = null;
            if (broken == answering && building == null) {
                again("the index is damaged");
            }
        }
        change();
        if (asked && building == null) {
            again("an operator asked for it");
            asked = false;
        }
        if (current == null && answering == null && building == null && !startAgain) {
            MatchIndex index = MatchIndex.outdated(root, vocabulary, weights, analyzer);
            if (index != null) {
                again("it was made with another analyzer, taxonomy or weights");
            } else {
                index = MatchIndex.open(root, vocabulary, weights, analyzer);
            }
            current = new Feeding(index);
            if (current.committed.containsKey(BUILT)) {
                answering = index;
            }
        }
        if (current != null) {
            connect(current);
        }
        if (startAgain && building == null) {
            building = new Feeding(MatchIndex.fresh(root, vocabulary, weights, analyzer));
            startAgain = false;
        }
        if (building != null) {
            connect(building);
        }
    }

    private void change() {
        for (Runnable change = changes.poll(); change != null; change = changes.poll()) {
            change.run();
        }
        Feeding half = building;
        if (half != null && !half.index.isMadeWith(vocabulary, weights)) {
            half.disconnect();
            close(half.index);
            building = null;
            startAgain = true;
        }
        MatchIndex whole = answering;
        if (whole != null && building == null && !startAgain && !whole.isMadeWith(vocabulary, weights)) {
            again("it was made with other words");
        }
    }

    /** Where the offsets of an index can't be trusted it isn't fed any more; it answers until another one can. */
    private void connect(Feeding feeding) throws IOException, InterruptedException, ExecutionException {
        try {
            feeding.connect();
        } catch (StartAgain reason) {
            drop(feeding, reason);
        }
    }

    private void drop(Feeding feeding, StartAgain reason) throws IOException {
        feeding.disconnect();
        if (feeding == current) {
            current = null;
        } else {
            building = null;
        }
        if (feeding.index != answering) {
            close(feeding.index);
        }
        if (building == null) {
            again(String.valueOf(reason.getMessage()));
        }
    }

    private void again(String reason) {
        LOG.warnf("the index is built again: %s", reason);
        rebuilds.increment();
        startAgain = true;
    }

    private void step() throws IOException {
        Feeding fed = current;
        Feeding built = building;
        if (fed != null) {
            try {
                fed.step(built == null ? POLL : Duration.ZERO);
                if (fed.caughtUp() && (answering == null || (built == null && !ready))) {
                    takeOver(fed);
                } else if (fed.caughtUp()) {
                    ready = true;
                }
            } catch (StartAgain reason) {
                drop(fed, reason);
            }
        }
        if (built != null && building == built) {
            try {
                built.step(POLL);
                if (built.caughtUp() && (current == null || built.reached(current.positions))) {
                    takeOver(built);
                }
            } catch (StartAgain reason) {
                drop(built, reason);
            }
        }
    }

    /** From now on the index that has caught up answers; the one that did so far is closed and deleted. */
    private void takeOver(Feeding feeding) throws IOException {
        MatchIndex before = answering;
        Feeding fedBefore = current;
        feeding.index.refresh();
        answering = feeding.index;
        current = feeding;
        if (feeding == building) {
            building = null;
            visible.clear();
        }
        feeding.publish();
        Failpoint.hit("index.swapping");
        feeding.commit();
        Failpoint.hit("index.swapped");
        if (fedBefore != null && fedBefore != feeding) {
            fedBefore.disconnect();
            close(fedBefore.index);
        }
        if (before != feeding.index && (fedBefore == null || before != fedBefore.index)) {
            close(before);
        }
        if (building == null) {
            feeding.index.deleteOthers();
        }
        ready = true;
        LOG.infof("the index has caught up: %d talents", feeding.index.count(Fields.TALENT));
    }

    /** After a failure: connections anew, and indexes whose writer gave up from their last commit. */
    private void reconnect() {
        if (building != null) {
            building.disconnect();
            if (!building.index.isOpen()) {
                building = null;
                startAgain = true;
            }
        }
        if (current != null) {
            current.disconnect();
            if (!current.index.isOpen()) {
                if (answering == current.index) {
                    answering = null;
                }
                close(current.index);
                current = null;
            }
        }
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

    /** One index with the connection that feeds it. */
    private final class Feeding {
        private final MatchIndex index;
        private final Map<String, String> committed;
        private final Map<TopicPartition, Long> positions = new HashMap<>();
        private final Map<TopicPartition, Long> target = new HashMap<>();
        private final Map<String, String> topicIds = new TreeMap<>();
        private @Nullable KafkaConsumer<byte[], byte[]> consumer;
        private long lastCommit = System.nanoTime();
        private long lastRefresh;
        private int sinceCommit;
        private int sinceRefresh;

        Feeding(MatchIndex index) {
            this.index = index;
            this.committed = index.committed();
        }

        /** Does nothing while it is connected. Offsets are those up to which it was applied, else those of the commit. */
        void connect() throws IOException, InterruptedException, ExecutionException, StartAgain {
            if (consumer != null) {
                return;
            }
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
            settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "4000");
            settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(4 << 20));
            settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(16 << 20));
            settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
            List<TopicPartition> partitions = new ArrayList<>();
            Map<String, String> found = new TreeMap<>();
            describe(found, partitions);
            Map<String, String> known = new HashMap<>(committed);
            topicIds.forEach((topic, id) -> known.put(TOPIC_ID + topic, id));
            positions.forEach((partition, offset) -> known.put(OFFSET + partition, Long.toString(offset)));
            KafkaConsumer<byte[], byte[]> fresh =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            try {
                fresh.assign(partitions);
                seek(fresh, known, found, partitions);
                partitions.forEach(partition -> positions.put(partition, fresh.position(partition)));
                if (target.isEmpty()) {
                    target.putAll(fresh.endOffsets(partitions));
                }
            } catch (StartAgain | RuntimeException e) {
                fresh.close();
                throw e;
            }
            topicIds.putAll(found);
            consumer = fresh;
            publish();
        }

        void disconnect() {
            if (consumer != null) {
                consumer.close();
                consumer = null;
            }
        }

        boolean caughtUp() {
            return consumer != null && reached(target);
        }

        boolean reached(Map<TopicPartition, Long> ends) {
            return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }

        /** Reads and applies what has come; from time to time lets searches see it and commits it. */
        void step(Duration wait) throws IOException, StartAgain {
            KafkaConsumer<byte[], byte[]> running = consumer;
            if (running == null) {
                return;
            }
            ConsumerRecords<byte[], byte[]> records = poll(running, wait);
            if (records.count() >= WORTH_SHARING) {
                applyTogether(index, records);
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (records.count() < WORTH_SHARING) {
                    apply(index, record);
                }
                Failpoint.hit("index.applied");
                positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                sinceCommit++;
                sinceRefresh++;
            }
            for (TopicPartition partition : running.assignment()) {
                positions.merge(partition, running.position(partition), Math::max);
            }
            if (index == answering || answering == null) {
                behind = running.assignment().stream()
                        .mapToLong(partition -> running.currentLag(partition).orElse(0))
                        .sum();
            }
            long now = System.nanoTime();
            boolean answers = index == answering;
            if (answers
                    ? sinceRefresh > 0 && now - lastRefresh > REFRESH_EVERY_NANOS
                    : sinceRefresh >= REFRESH_WHILE_BUILT) {
                publish();
                lastRefresh = now;
                sinceRefresh = 0;
            }
            boolean due = answers
                    ? sinceCommit >= COMMIT_AFTER || now - lastCommit >= COMMIT_EVERY.toNanos()
                    : now - lastCommit >= COMMIT_WHILE_BUILT.toNanos();
            if (sinceCommit > 0 && (due || (answers && index.erased()))) {
                commit();
            }
        }

        /** Lets searches see what was applied; only of the index that answers is it told to those who wait for it. */
        void publish() throws IOException {
            index.refresh();
            if (index == answering) {
                visible.putAll(positions);
                wake();
            }
        }

        /** An index that is built beside another is not committed: after a crash the old one goes on. */
        void commit() throws IOException {
            sinceCommit = 0;
            lastCommit = System.nanoTime();
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
    }

    private void describe(Map<String, String> topicIds, List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        Map<String, Object> settings = new HashMap<>(kafka);
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

    private static ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> running, Duration wait)
            throws StartAgain {
        try {
            return running.poll(wait);
        } catch (org.apache.kafka.clients.consumer.InvalidOffsetException e) {
            throw new StartAgain("offsets of " + e.partitions() + " are out of range");
        }
    }

    /**
     * Many at once, as when an index is built: by as many threads as there are processors, which take all records of some of the
     * keys at a time, so that the versions of one talent or case stay in order. Where one fails, all are read and applied again.
     */
    private void applyTogether(MatchIndex index, ConsumerRecords<byte[], byte[]> records) throws IOException {
        Queue<List<ConsumerRecord<byte[], byte[]>>> shares =
                new ConcurrentLinkedQueue<>(StreamSupport.stream(records.spliterator(), false)
                        .collect(Collectors.groupingBy(record -> Math.floorMod(Arrays.hashCode(record.key()), SHARES)))
                        .values());
        List<Future<Void>> others = new ArrayList<>();
        for (int i = 1; i < Runtime.getRuntime().availableProcessors(); i++) {
            others.add(helpers.submit(() -> {
                applyEach(index, shares);
                return null;
            }));
        }
        Throwable failure = null;
        try {
            applyEach(index, shares);
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        for (Future<Void> other : others) {
            Throwable its = failureOf(other);
            failure = failure == null ? its : failure;
        }
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /** Waits for the end of it, however it ends: nobody may be writing any more when a failure is dealt with. */
    private static @Nullable Throwable failureOf(Future<Void> other) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return null;
                } catch (ExecutionException e) {
                    return e.getCause();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void applyEach(MatchIndex index, Queue<List<ConsumerRecord<byte[], byte[]>>> shares) throws IOException {
        for (var share = shares.poll(); share != null; share = shares.poll()) {
            for (ConsumerRecord<byte[], byte[]> record : share) {
                apply(index, record);
            }
        }
    }

    /** An event that can't be read is counted and passed over; the group consumer sends it to the dead letters. */
    private void apply(MatchIndex index, ConsumerRecord<byte[], byte[]> record) throws IOException {
        boolean changed;
        try {
            byte[] value = record.value();
            if (value == null) {
                erase(index, record);
                return;
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

    /** A tombstone: the key is all that it says. */
    private void erase(MatchIndex index, ConsumerRecord<byte[], byte[]> record) throws IOException {
        byte[] key = record.key();
        if (key == null) {
            throw new IllegalArgumentException("neither key nor body");
        }
        UUID id = UUID.fromString(new String(key, StandardCharsets.UTF_8));
        if (index.erase(record.topic().equals(TALENTS) ? Fields.TALENT : Fields.CASE, id)) {
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
