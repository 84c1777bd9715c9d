package jp.enishi.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import jp.enishi.local.Await;
import jp.enishi.local.EnishiSystem;
import jp.enishi.local.Options;
import jp.enishi.local.TopicChecks;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills processes at named points and in the middle of load, and looks whether anything was lost, doubled or turned round.
 * By {@code ./enishi chaos} a relay sleeps, a topic is read again, and each schedule of a guard runs with it, and without
 * it, and must then find something: a fault test that can't fail shows nothing. Schedules run side by side, since most of
 * their time is waiting; each has a database and a topic of its own.
 */
class FaultsTest {
    /** Whoever kills it is alone. */
    private static final String BROKER = "broker";

    private static final Map<String, String> HEALTHY = Map.of();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path home;

    private static EnishiSystem system;

    @BeforeAll
    static void start() {
        Path root = Path.of(System.getProperty("enishi.root")).toAbsolutePath().normalize();
        system = EnishiSystem.start(
                Options.at(root, home, 3_000).only("postgres", "kafka").withoutAot());
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    private static List<UUID> accounts(int count) {
        return IntStream.range(0, count).mapToObj(index -> UUID.randomUUID()).toList();
    }

    /** One life after the other under the same load, each ended at another point. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = BROKER, mode = ResourceAccessMode.READ)
    void crashesAtNamedPointsLoseAndDoubleNothing() throws Exception {
        try (Probe probe = new Probe(system, "crashes")) {
            probe.start("a", armed("outbox.beforeCommit", HEALTHY));
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> probe.load(accounts(12), 400, 0));
            for (String next :
                    List.of("outbox.afterCommit", "outbox.afterPublish", "inbox.beforeCommit", "inbox.afterEffect")) {
                probe.awaitCrash("a");
                probe.start("a", armed(next, HEALTHY));
            }
            probe.awaitCrash("a");
            probe.start("a", HEALTHY);
            load.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(Checker.findings(probe, PATIENCE, false)).isEmpty();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = BROKER, mode = ResourceAccessMode.READ_WRITE)
    void theBrokerKilledUnderLoadLosesAndDoublesNothing() throws Exception {
        try (Probe probe = new Probe(system, "broker")) {
            probe.start("a", HEALTHY);
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> probe.load(accounts(12), 400, 0));
            Await.until(
                    "some commands are through",
                    PATIENCE,
                    () -> probe.acknowledged().size() > 100);
            system.kill("kafka");
            system.restart("kafka");
            load.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(Checker.findings(probe, PATIENCE, false)).isEmpty();
        }
    }

    @Test
    @Tag("chaos")
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = BROKER, mode = ResourceAccessMode.READ)
    void aRelayThatSleptThroughItsLeaseDoesNoHarm() throws Exception {
        try (Probe probe = new Probe(system, "zombie")) {
            probe.start("a", HEALTHY);
            probe.start("b", HEALTHY);
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> probe.load(accounts(12), 400, 0));
            Await.until(
                    "some commands are through",
                    PATIENCE,
                    () -> probe.acknowledged().size() > 50);
            probe.signal("a", "STOP");
            TimeUnit.SECONDS.sleep(5);
            probe.signal("a", "CONT");
            load.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(Checker.findings(probe, PATIENCE, false)).isEmpty();
        }
    }

    @Test
    @Tag("chaos")
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = BROKER, mode = ResourceAccessMode.READ)
    void replayingTheWholeTopicChangesNoRow() throws Exception {
        try (Probe probe = new Probe(system, "replay");
                Connection connection = probe.connect(probe.name)) {
            probe.start("a", HEALTHY);
            probe.load(accounts(8), 120, 0);
            assertThat(Checker.findings(probe, PATIENCE, true)).isEmpty();
            String before = Checker.fingerprint(connection);
            probe.kill("a");
            probe.start("again", Map.of("PROBE_GROUP", "from-the-beginning"));
            // The new group reads from offset 0; one more event shows that it has come to the end.
            probe.load(List.of(UUID.fromString("00000000-0000-7000-8000-000000000001")), 1, 0);
            assertThat(Checker.findings(probe, PATIENCE, false)).isEmpty();
            TopicChecks.awaitEnd(system.kafkaBootstrap(), "from-the-beginning", List.of(probe.topic), PATIENCE);
            try (Statement statement = connection.createStatement()) {
                statement.execute("delete from effect where account_id = '00000000-0000-7000-8000-000000000001'");
                statement.execute(
                        "delete from applied_version where aggregate_id = '00000000-0000-7000-8000-000000000001'");
                statement.execute(
                        "delete from inbox where event_id = (select id from outbox where aggregate_id = '00000000-0000-7000-8000-000000000001')");
            }
            assertThat(Checker.fingerprint(connection)).isEqualTo(before);
        }
    }

    /** Guards by the name of the fault that takes them away; without it the schedule must find this harm, not just any. */
    enum Guard {
        CURSOR_RELAY("never reached the topic"),
        ACK_BEFORE_COMMIT("had no effect"),
        NO_INBOX_KEY("had their effect more than once"),
        MARK_BEFORE_PUBLISH("never reached the topic"),
        NO_LEASE_EPOCH("published twice though nothing died"),
        NO_VERSION_CHECK("came behind a later one");

        private final String harm;

        Guard(String harm) {
            this.harm = harm;
        }
    }

    /** The twin of the next. The schedule of the other two is a crash between publishing and marking. */
    @ParameterizedTest
    @Tag("chaos")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NO_INBOX_KEY", "MARK_BEFORE_PUBLISH"})
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = BROKER, mode = ResourceAccessMode.READ)
    void theScheduleOfAGuardIsCleanWithIt(Guard guard) throws Exception {
        assertThat(schedule(guard, HEALTHY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("chaos")
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = BROKER, mode = ResourceAccessMode.READ)
    void withoutTheGuardTheScheduleFindsHarm(Guard guard) throws Exception {
        List<String> findings = schedule(guard, Map.of("ENISHI_FAULTS", guard.name()));
        assertThat(findings)
                .as("the fault %s went unnoticed", guard)
                .anySatisfy(finding -> assertThat(finding).contains(guard.harm));
    }

    private List<String> schedule(Guard guard, Map<String, String> faults) throws Exception {
        return switch (guard) {
            case CURSOR_RELAY -> writersThatCommitLate(faults);
            case ACK_BEFORE_COMMIT -> consumerKilledInTheMiddle(faults);
            case NO_INBOX_KEY, MARK_BEFORE_PUBLISH -> crashAt("outbox.afterPublish", faults);
            case NO_LEASE_EPOCH -> twoRelays(faults);
            case NO_VERSION_CHECK -> eventsOutOfOrder(faults);
        };
    }

    private List<String> crashAt(String point, Map<String, String> faults) throws Exception {
        try (Probe probe = new Probe(system, "crash")) {
            probe.start("a", armed(point, faults));
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> probe.load(accounts(6), 120, 0));
            probe.awaitCrash("a");
            probe.start("a", faults);
            load.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return Checker.findings(probe, faults.isEmpty() ? PATIENCE : Duration.ofSeconds(8), false);
        }
    }

    private static Map<String, String> armed(String point, Map<String, String> faults) {
        Map<String, String> armed = new HashMap<>(faults);
        armed.put("ENISHI_FAILPOINTS", point + ":20");
        return armed;
    }

    /** One transaction in ten stays open for a while: its sequence value is drawn before others that commit earlier. */
    private List<String> writersThatCommitLate(Map<String, String> faults) throws Exception {
        try (Probe probe = new Probe(system, "late")) {
            probe.start("a", faults);
            probe.load(accounts(24), 200, 150);
            return Checker.findings(probe, faults.isEmpty() ? PATIENCE : Duration.ofSeconds(5), true);
        }
    }

    /** A consumer meets many events at once and is killed when some, but not all, of their effects have committed. */
    private List<String> consumerKilledInTheMiddle(Map<String, String> faults) throws Exception {
        try (Probe probe = new Probe(system, "acked");
                Connection connection = probe.connect(probe.name)) {
            probe.start("writer", Map.of("PROBE_CONSUMES", "false"));
            probe.load(accounts(24), 120, 0);
            Await.until(
                    "all events are published",
                    PATIENCE,
                    () -> TopicChecks.one(connection, "select count(*) from outbox where sent_at is null") == 0);
            probe.kill("writer");
            Map<String, String> slow = new HashMap<>(faults);
            slow.put("PROBE_EFFECT_DELAY", "200");
            probe.start("a", slow);
            Await.until(
                    "some effects have committed",
                    PATIENCE,
                    () -> TopicChecks.one(connection, "select count(*) from effect") >= 10);
            // Longer than the interval at which acknowledged offsets are committed.
            TimeUnit.MILLISECONDS.sleep(1_500);
            probe.kill("a");
            probe.start("a", faults);
            TopicChecks.awaitEnd(system.kafkaBootstrap(), probe.name, List.of(probe.topic), PATIENCE);
            return Checker.findings(probe, faults.isEmpty() ? PATIENCE : Duration.ofSeconds(2), false);
        }
    }

    private List<String> twoRelays(Map<String, String> faults) throws Exception {
        try (Probe probe = new Probe(system, "relays")) {
            probe.start("a", faults);
            probe.start("b", faults);
            probe.load(accounts(12), 150, 0);
            List<String> findings = Checker.findings(probe, PATIENCE, false);
            // On a machine so busy that a relay misses its lease another takes over, and what it was publishing may
            // come twice.
            return takeovers(probe) > 0 ? findings : Checker.findings(probe, PATIENCE, true);
        }
    }

    /** How often a lease was given anew, having run out. */
    private static long takeovers(Probe probe) throws SQLException {
        try (Connection connection = probe.connect(probe.name)) {
            return TopicChecks.one(connection, "select coalesce(sum(epoch - 1), 0) from relay_lease");
        }
    }

    /** A second version arrives before the first. With the guard it waits; the first then lets both be applied in order. */
    private List<String> eventsOutOfOrder(Map<String, String> faults) throws Exception {
        try (Probe probe = new Probe(system, "order");
                Connection connection = probe.connect(probe.name)) {
            probe.start("a", faults);
            UUID account = UUID.randomUUID();
            UUID first = UUID.randomUUID();
            UUID second = UUID.randomUUID();
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into account values ('%s', 2)".formatted(account));
                for (Map.Entry<UUID, Integer> event :
                        Map.of(first, 1, second, 2).entrySet()) {
                    statement.execute("""
                            insert into outbox (id, shard, aggregate_id, version, type, topic, payload, sent_at)
                            values ('%s', 0, '%s', %d, 'probe.entry-made.v1', '%s', '{}', now())""".formatted(event.getKey(), account, event.getValue(), probe.topic));
                }
            }
            publish(probe, account, second, 2);
            TimeUnit.SECONDS.sleep(2);
            publish(probe, account, first, 1);
            TopicChecks.awaitEnd(system.kafkaBootstrap(), probe.name, List.of(probe.topic), PATIENCE);
            return Checker.findings(probe, faults.isEmpty() ? PATIENCE : Duration.ofSeconds(2), false).stream()
                    .filter(finding -> !finding.contains("in the topic"))
                    .toList();
        }
    }

    private static void publish(Probe probe, UUID account, UUID id, int version) throws Exception {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", system.kafkaBootstrap());
        settings.put("acks", "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(probe.topic, account.toString(), "{}".getBytes(StandardCharsets.UTF_8));
            Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", id.toString(),
                            "ce_source", "/probe",
                            "ce_type", "probe.entry-made.v1",
                            "ce_time", "2026-11-01T00:00:00Z",
                            "ce_subject", account.toString(),
                            "ce_aggregateversion", Integer.toString(version),
                            "content-type", "application/json")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(record).get(10, TimeUnit.SECONDS);
        }
    }
}
