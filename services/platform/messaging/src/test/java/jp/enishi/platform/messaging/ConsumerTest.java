package jp.enishi.platform.messaging;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class ConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DEAD = Tally.TOPIC + ".dead";

    @Inject
    Vertx vertx;

    @Inject
    EventConsumer consumers;

    @Inject
    Tally tally;

    @Test
    void eventsAreAppliedOnceAndInOrder() {
        UUID aggregate = UUID.randomUUID();
        UUID first = publish(aggregate, 1);
        Events.publish(Tally.TOPIC, aggregate.toString(), body("{}"), headers(first, aggregate, 1));
        publish(aggregate, 2);
        awaitVersion(aggregate, 2);
        assertThat(effects(aggregate)).isEqualTo("1,2");
    }

    @Test
    void theWorkOfAnEventBelongsToItsTrace() {
        UUID aggregate = UUID.randomUUID();
        UUID traced = UUID.randomUUID();
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Map<String, String> headers = new HashMap<>(headers(traced, aggregate, 1));
        headers.put("traceparent", "00-" + trace + "-b7ad6b7169203331-01");
        Events.publish(Tally.TOPIC, aggregate.toString(), body("{}"), headers);
        UUID untraced = publish(aggregate, 2);
        awaitVersion(aggregate, 2);
        assertThat(Tally.TRACES).containsEntry(traced, trace).containsEntry(untraced, "");
    }

    @Test
    void aRecordWithoutAUsableKeyParksNothing() {
        UUID aggregate = UUID.randomUUID();
        long parked = TestSql.number("select count(*) from applied_version where parked is not null");
        Events.publish(Tally.TOPIC, "no id\u0000", body("{}"), headers(UUID.randomUUID(), aggregate, 1));
        TestSql.await(
                "select count(*) from parked_event where code = 'wrong-key' and aggregate_id is null"
                        + " and record_key = convert_to('no id', 'UTF8') || '\\x00'::bytea",
                1);
        assertThat(TestSql.number("select count(*) from applied_version where parked is not null"))
                .isEqualTo(parked);
    }

    @Test
    void theMissingVersionClosesTheGapAndFreesTheParkedOnes() {
        UUID aggregate = UUID.randomUUID();
        publish(aggregate, 1);
        publish(aggregate, 3);
        publish(aggregate, 4);
        TestSql.await(
                "select count(*) from parked_event where state = 'PARKED' and aggregate_id = '" + aggregate + "'", 2);
        publish(aggregate, 2);
        awaitVersion(aggregate, 4);
        assertThat(effects(aggregate)).isEqualTo("1,2,3,4");
        TestSql.await(
                "select count(*) from applied_version where parked is not null and aggregate_id = '" + aggregate + "'",
                0);
    }

    @Test
    void aFailedEventParksItsAggregateUntilItIsReplayedInOrder() {
        UUID aggregate = UUID.randomUUID();
        UUID refused = UUID.randomUUID();
        Tally.REFUSED.add(refused);
        publish(aggregate, 1);
        Events.publish(Tally.TOPIC, aggregate.toString(), body("{}"), headers(refused, aggregate, 2));
        publish(aggregate, 3);
        TestSql.await(
                "select count(*) from parked_event where state = 'PARKED' and aggregate_id = '" + aggregate + "'", 2);
        var letter = Events.await(DEAD, PATIENCE, read -> aggregate.toString().equals(read.key()));
        assertThat(Events.header(letter, "dead-code")).isEqualTo("handler-failed");
        assertThat(Events.header(letter, "dead-cause")).isEqualTo("not this one");
        assertThat(effects(aggregate)).isEqualTo("1");

        String list = given().get(management("/q/enishi/parked"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(list).contains(aggregate.toString()).contains("behind-parked");

        String command = "/q/enishi/parked/replay?consumer=tally&aggregate=" + aggregate;
        String failed = given().post(management(command))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(failed).contains("\"applied\":0").contains("handler-failed");
        assertThat(effects(aggregate)).isEqualTo("1");

        Tally.REFUSED.remove(refused);
        String done = given().post(management(command))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(done).contains("\"applied\":2");
        assertThat(effects(aggregate)).isEqualTo("1,2,3");
        publish(aggregate, 4);
        awaitVersion(aggregate, 4);
    }

    @Test
    void aDiscardedEventLetsTheLaterOnesGoOn() {
        UUID aggregate = UUID.randomUUID();
        Events.publish(Tally.TOPIC, aggregate.toString(), body("{"), headers(UUID.randomUUID(), aggregate, 1));
        publish(aggregate, 2);
        TestSql.await(
                "select count(*) from parked_event where state = 'PARKED' and aggregate_id = '" + aggregate + "'", 2);
        long id =
                TestSql.number("select id from parked_event where version = 1 and aggregate_id = '" + aggregate + "'");
        given().post(management("/q/enishi/parked/discard?id=" + id)).then().statusCode(200);
        assertThat(effects(aggregate)).isEqualTo("2");
        given().post(management("/q/enishi/parked/discard?id=" + id)).then().statusCode(400);
        given().post(management("/q/enishi/parked/replay?consumer=nobody&aggregate=" + aggregate))
                .then()
                .statusCode(400);
    }

    @Test
    void aTransientFailureIsTriedAgainInPlace() {
        UUID aggregate = UUID.randomUUID();
        Tally.TRANSIENT_FAILURES.set(3);
        publish(aggregate, 1);
        awaitVersion(aggregate, 1);
        assertThat(effects(aggregate)).isEqualTo("1");
        assertThat(TestSql.number("select count(*) from parked_event where aggregate_id = '" + aggregate + "'"))
                .isZero();
    }

    @Test
    void aFullReplayFromTheBeginningChangesNoRow() {
        UUID aggregate = UUID.randomUUID();
        publish(aggregate, 1);
        publish(aggregate, 2);
        Events.publish(Tally.TOPIC, aggregate.toString(), body("{"), headers(UUID.randomUUID(), aggregate, 3));
        publish(aggregate, 4);
        TestSql.await(
                "select count(*) from parked_event where state = 'PARKED' and aggregate_id = '" + aggregate + "'", 2);
        String before = everything();
        int letters = Events.all(DEAD).size();
        for (ConsumerRecord<String, byte[]> record : Events.all(Tally.TOPIC)) {
            Contexts.onOwn(vertx, () -> consumers.receive(record, tally))
                    .await()
                    .atMost(PATIENCE);
        }
        assertThat(everything()).isEqualTo(before);
        assertThat(Events.all(DEAD)).hasSize(letters);
    }

    private static String everything() {
        return TestSql.text(
                "select md5(string_agg(row::text, '|' order by row::text)) from ("
                        + "select e::text as row from effect e union all select i::text from inbox i"
                        + " union all select a::text from applied_version a union all select p::text from parked_event p) rows");
    }

    private static UUID publish(UUID aggregate, long version) {
        return Events.publish(Tally.TOPIC, Tally.TYPE, aggregate, version, "{}");
    }

    private static Map<String, String> headers(UUID id, UUID aggregate, long version) {
        return Events.headers(id, Tally.TYPE, aggregate, version);
    }

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String effects(UUID aggregate) {
        return TestSql.text("select string_agg(version::text, ',' order by id) from effect where aggregate_id = '"
                + aggregate + "'");
    }

    private static void awaitVersion(UUID aggregate, long version) {
        TestSql.await(
                "select version from applied_version where consumer = 'tally' and aggregate_id = '" + aggregate + "'",
                version);
    }

    private static String management(String path) {
        return "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class)
                + path;
    }
}
