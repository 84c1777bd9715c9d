package jp.enishi.platform.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Arguments> poison() {
        return Stream.of(
                Arguments.of("bad-json", body("{\"a\":"), Map.of()),
                Arguments.of("bad-json", body("[1]"), Map.of()),
                Arguments.of("bad-json", new byte[] {'{', (byte) 0xff, '}'}, Map.of()),
                Arguments.of("unknown-type", body("{}"), Map.of("ce_type", "test.unknown.v1")),
                Arguments.of("missing-header", body("{}"), Map.of("ce_id", "")),
                Arguments.of("bad-header", body("{}"), Map.of("ce_specversion", "0.3")),
                Arguments.of("bad-header", body("{}"), Map.of("ce_time", "yesterday")),
                Arguments.of("bad-header", body("{}"), Map.of("ce_aggregateversion", "one")),
                Arguments.of("no-value", null, Map.of()),
                Arguments.of("too-large", body("{\"a\":\"" + "x".repeat(2_000_000) + "\"}"), Map.of()),
                Arguments.of("version-gap", body("{}"), Map.of("ce_aggregateversion", "3")),
                Arguments.of(
                        "wrong-key",
                        body("{}"),
                        Map.of("ce_subject", UUID.randomUUID().toString())));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void poisonGoesToTheDeadLettersAndOthersGoOn(String code, byte[] value, Map<String, String> changed) {
        UUID aggregate = UUID.randomUUID();
        Map<String, String> headers = headers(UUID.randomUUID(), aggregate, 1);
        changed.forEach((name, text) -> {
            if (text.isEmpty()) {
                headers.remove(name);
            } else {
                headers.put(name, text);
            }
        });
        Events.publish(Tally.TOPIC, aggregate.toString(), value, headers);
        UUID other = UUID.randomUUID();
        publish(other, 1);

        var letter = Events.await(DEAD, PATIENCE, read -> aggregate.toString().equals(read.key()));
        assertThat(Events.header(letter, "dead-code")).isEqualTo(code);
        assertThat(Events.header(letter, "dead-cause")).isNotBlank().doesNotContain("Exception");
        assertThat(Events.header(letter, "dead-consumer")).isEqualTo("tally");
        assertThat(Events.header(letter, "dead-topic")).isEqualTo(Tally.TOPIC);
        assertThat(Events.header(letter, "dead-offset")).isNotBlank();
        awaitVersion(other, 1);
        assertThat(effects(aggregate)).isNull();
        if (value != null) {
            TestSql.await(
                    "select octet_length(record_value) from parked_event where code = '" + code
                            + "' order by id desc limit 1",
                    value.length);
        }
        if (value != null && value.length > 1_000_000) {
            assertThat(letter.value()).hasSize(DeadLetters.LONGEST_VALUE);
            assertThat(Events.header(letter, "dead-value-sha256")).hasSize(64);
        }
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
