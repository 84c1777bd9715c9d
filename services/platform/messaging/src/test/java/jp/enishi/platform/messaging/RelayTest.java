package jp.enishi.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class RelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Vertx vertx;

    @Inject
    Counting counting;

    @Inject
    Relay relay;

    @Test
    void concurrentWritersLoseNothingAndKeepTheOrderOfEachAggregate() throws Exception {
        List<UUID> counters = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            UUID id = UUID.randomUUID();
            counters.add(id);
            run(() -> counting.open(id));
        }
        Random random = new Random(7);
        List<Uni<Long>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            Uni<Long> chain = Uni.createFrom().item(0L);
            for (int i = 0; i < 50; i++) {
                UUID id = counters.get(random.nextInt(counters.size()));
                chain = chain.chain(() -> Contexts.onOwn(vertx, () -> counting.count(id)));
            }
            writers.add(chain);
        }
        Uni.join().all(writers).andFailFast().await().atMost(PATIENCE);

        TestSql.await("select count(*) from outbox where sent_at is null", 0);
        Map<String, Long> seen = new HashMap<>();
        long read = 0;
        for (var record : Events.all(Counting.TOPIC)) {
            if (counters.contains(UUID.fromString(record.key()))) {
                long version = Long.parseLong(Events.header(record, "ce_aggregateversion"));
                assertThat(version).as(record.key()).isEqualTo(seen.getOrDefault(record.key(), 0L) + 1);
                seen.put(record.key(), version);
                read++;
            }
        }
        assertThat(read).isEqualTo(210);
    }

    @Test
    void theEventCarriesTheHeadersOfACloudEvent() {
        UUID id = UUID.randomUUID();
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String span = "00f067aa0ba902b7";
        run(() -> {
            MDC.put("traceId", trace);
            MDC.put("spanId", span);
            return counting.open(id);
        });
        var record = Events.await(Counting.TOPIC, Counting.TYPE, id, PATIENCE);
        assertThat(Events.header(record, "traceparent")).matches("00-" + trace + "-(?!" + span + ")[0-9a-f]{16}-00");
        assertThat(TestSql.text("select span_id from outbox where aggregate_id = '" + id + "'"))
                .isEqualTo(span);
        assertThat(Events.header(record, "ce_source")).isEqualTo("/messaging-test");
        assertThat(Events.header(record, "ce_subject")).isEqualTo(id.toString());
        assertThat(Events.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(Events.header(record, "ce_time")).endsWith("Z");
        assertThat(new String(record.value())).isEqualTo("{\"n\": 1}");
        assertThat(TestSql.number("select count(*) from audit where object_id = '" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void aRolledBackTransactionLeavesNoEvent() {
        UUID id = UUID.randomUUID();
        assertThatThrownBy(() -> run(() -> counting.openAndFail(id))).hasMessageContaining("rolled back");
        assertThat(TestSql.number("select count(*) from outbox where aggregate_id = '" + id + "'"))
                .isZero();
    }

    @Test
    void aRelayWithAnOldEpochMarksNothing() {
        int shard = 77;
        TestSql.run("insert into relay_lease values (77, gen_random_uuid(), 5, now() - interval '1 minute')");
        TestSql.run("insert into outbox (shard, aggregate_id, version, type, topic, payload)"
                + " values (77, gen_random_uuid(), 1, 'test.counted.v1', 'test.zombie', '{}')");
        long row = TestSql.number("select seq from outbox where shard = 77");
        ShardRelay zombie = relay.newShardRelay(shard);
        zombie.start();
        TestSql.await("select count(*) from outbox where shard = 77 and sent_at is not null", 1);
        assertThat(zombie.epoch()).isEqualTo(6);

        TestSql.run(
                "update relay_lease set owner = gen_random_uuid(), epoch = epoch + 1, expires_at = now() + interval '1 hour'"
                        + " where shard = 77");
        TestSql.run("update outbox set sent_at = null where shard = 77");
        zombie.mark(List.of(row), 6).await().atMost(PATIENCE);
        assertThat(TestSql.number("select count(*) from outbox where shard = 77 and sent_at is null"))
                .isEqualTo(1);
        assertThat(zombie.epoch()).isZero();
        zombie.stop().await().atMost(PATIENCE);
        TestSql.run("delete from outbox where shard = 77");
    }

    @Test
    void aBatchThatWaitsLongerThanTheLeaseKeepsIt() throws Exception {
        TestSql.run("insert into outbox (shard, aggregate_id, version, type, topic, payload)"
                + " values (78, gen_random_uuid(), 1, 'test.counted.v1', 'test.slow', '{}')");
        ShardRelay slow = relay.newShardRelay(78);
        try (var connection = TestParts.database().connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("lock table outbox in access exclusive mode");
            slow.start();
            TestSql.await("select count(*) from relay_lease where shard = 78", 1);
            String firstEnd = TestSql.text("select expires_at::text from relay_lease where shard = 78");
            TestSql.await(
                    "select count(*) from relay_lease where shard = 78 and expires_at > timestamptz '" + firstEnd
                            + "' + interval '3 seconds'",
                    1);
            connection.rollback();
        }
        TestSql.await("select count(*) from outbox where shard = 78 and sent_at is not null", 1);
        assertThat(slow.epoch()).isEqualTo(1);
        slow.stop().await().atMost(PATIENCE);
        TestSql.run("delete from outbox where shard = 78");
    }

    @Test
    void theShardOfACrashedRelayIsTakenOverWhenItsLeaseEnds() {
        TestSql.run(
                "insert into relay_lease values (79, gen_random_uuid(), 5, clock_timestamp() + interval '1 second')");
        TestSql.run("insert into outbox (shard, aggregate_id, version, type, topic, payload)"
                + " values (79, gen_random_uuid(), 1, 'test.counted.v1', 'test.heir', '{}')");
        ShardRelay heir = relay.newShardRelay(79);
        heir.start();
        TestSql.await("select count(*) from outbox where shard = 79 and sent_at is not null", 1);
        assertThat(
                        TestSql.number(
                                "select count(*) from outbox, relay_lease lease where outbox.shard = 79"
                                        + " and lease.shard = 79 and lease.epoch = 6 and outbox.sent_at > outbox.created_at + interval '0.9 seconds'"))
                .isEqualTo(1);
        heir.stop().await().atMost(PATIENCE);
        TestSql.run("delete from outbox where shard = 79");
    }

    @Test
    void anEventThatKafkaRefusesHoldsBackItsAggregateOnly() {
        UUID stuck = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        int shard = Outbox.shardOf(stuck, 2);
        TestSql.run("insert into outbox (shard, aggregate_id, version, type, topic, payload) values"
                + " (%d, '%s', 1, 't', 'not a legal topic name', '{}'), (%d, '%s', 2, 't', 'test.held', '{}'),"
                        .formatted(shard, stuck, shard, stuck)
                + " (%d, '%s', 1, 't', 'test.held', '{}')".formatted(shard, other));
        TestSql.await("select count(*) from outbox where aggregate_id = '" + other + "' and sent_at is not null", 1);
        assertThat(TestSql.number(
                        "select count(*) from outbox where aggregate_id = '" + stuck + "' and sent_at is null"))
                .isEqualTo(2);
        TestSql.run("update outbox set topic = 'test.held' where aggregate_id = '" + stuck + "'");
        TestSql.await("select count(*) from outbox where aggregate_id = '" + stuck + "' and sent_at is not null", 2);
    }

    @Test
    void sentRowsAreForgottenAfterAWeekAndUnsentOnesNever() {
        TestSql.run(
                "insert into outbox (shard, aggregate_id, version, type, topic, payload, created_at, sent_at) values"
                        + " (99, gen_random_uuid(), 1, 't', 'test.old', '{}', now() - interval '8 days', now() - interval '8 days'),"
                        + " (99, gen_random_uuid(), 1, 't', 'test.old', '{}', now() - interval '8 days', null),"
                        + " (99, gen_random_uuid(), 1, 't', 'test.old', '{}', now() - interval '8 days', now() - interval '6 days')");
        relay.newShardRelay(0).forgetOld().await().atMost(PATIENCE);
        assertThat(TestSql.number("select count(*) from outbox where shard = 99"))
                .isEqualTo(2);
        TestSql.run("delete from outbox where shard = 99");
    }

    @Test
    void theApplicationCannotChangeTheAuditTrail() throws Exception {
        UUID id = UUID.randomUUID();
        run(() -> counting.open(id));
        for (String role : List.of(Database.APPLICATION, Database.OWNER)) {
            for (String attack :
                    List.of("update audit set action = 'nothing'", "delete from audit", "truncate audit")) {
                try (var connection = TestParts.database().connect(role);
                        var statement = connection.createStatement()) {
                    assertThatThrownBy(() -> statement.execute(attack))
                            .as(role + ": " + attack)
                            .isInstanceOf(SQLException.class)
                            .extracting(refused -> ((SQLException) refused).getSQLState())
                            .isEqualTo("42501");
                }
            }
        }
    }

    private <T> T run(Supplier<Uni<T>> work) {
        return Contexts.onOwn(vertx, work).await().atMost(PATIENCE);
    }
}
