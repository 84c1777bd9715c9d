package jp.enishi.platform.messaging;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Poison of every kind reaches the dead letters with its cause within 5 s, holds up nobody else on its own partition for
 * longer, and is replayed by one command once its sender has corrected it. Kafka stamps the records as they are appended,
 * so that the time is the broker's and not that of a waiting test.
 */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class PoisonTest {
    private static final String DEAD = Tally.TOPIC + Topics.DEAD;
    private static final int PARTITION = 5;
    private static final long BOUND_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static KafkaProducer<String, byte[]> producer;

    /** A record on its way; each kind of poison damages it in one way. */
    private static final class Draft {
        @Nullable
        String key;

        byte @Nullable [] value = body("{}");
        final Map<String, String> headers;

        Draft(UUID aggregate, long version) {
            key = aggregate.toString();
            headers = Events.headers(UUID.randomUUID(), Tally.TYPE, aggregate, version);
        }
    }

    enum Poison {
        TORN_JSON("bad-json", draft -> draft.value = body("{\"a\":")),
        NOT_AN_OBJECT("bad-json", draft -> draft.value = body("[1]")),
        NOT_UTF8("bad-json", draft -> draft.value = new byte[] {'{', (byte) 0xff, '}'}),
        EMPTY("bad-json", draft -> draft.value = new byte[0]),
        NULL("no-value", draft -> draft.value = null),
        TWO_MEGABYTES("too-large", draft -> draft.value = body("{\"a\":\"" + "x".repeat(2_000_000) + "\"}")),
        UNKNOWN_TYPE("unknown-type", draft -> draft.headers.put("ce_type", "test.unknown.v1")),
        NO_ID("missing-header", draft -> draft.headers.remove("ce_id")),
        NO_VERSION("missing-header", draft -> draft.headers.remove("ce_aggregateversion")),
        OLD_SPECIFICATION("bad-header", draft -> draft.headers.put("ce_specversion", "0.3")),
        NO_TIME("bad-header", draft -> draft.headers.put("ce_time", "yesterday")),
        NO_NUMBER("bad-header", draft -> draft.headers.put("ce_aggregateversion", "one")),
        VERSION_ZERO("bad-header", draft -> draft.headers.put("ce_aggregateversion", "0")),
        NO_UUID("bad-header", draft -> draft.headers.put("ce_id", "4711")),
        GAP("version-gap", draft -> draft.headers.put("ce_aggregateversion", "2")),
        REFUSED("handler-failed", draft -> Tally.REFUSED.add(UUID.fromString(draft.headers.get("ce_id")))),
        FOREIGN_KEY("wrong-key", draft -> draft.key = UUID.randomUUID().toString()),
        NO_KEY("wrong-key", draft -> draft.key = null);

        private final String code;
        private final Consumer<Draft> damage;

        Poison(String code, Consumer<Draft> damage) {
            this.code = code;
            this.damage = damage;
        }
    }

    @BeforeAll
    static void warmUp() throws Exception {
        Events.create(Tally.TOPIC);
        Events.create(DEAD);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.kafka()))) {
            var stamp = List.of(new AlterConfigOp(
                    new ConfigEntry("message.timestamp.type", "LogAppendTime"), AlterConfigOp.OpType.SET));
            for (String topic : List.of(Tally.TOPIC, DEAD)) {
                admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), stamp))
                        .all()
                        .get();
            }
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestParts.kafka(), "acks", "all", "max.request.size", 5_000_000),
                new StringSerializer(),
                new ByteArraySerializer());
        UUID first = UUID.randomUUID();
        send(new Draft(first, 1));
        awaitEffects(first, "1");
        Draft bad = new Draft(UUID.randomUUID(), 1);
        bad.value = null;
        awaitLetter(send(bad));
    }

    @AfterAll
    static void close() {
        producer.close();
    }

    @ParameterizedTest
    @EnumSource
    void poisonIsTimelyHarmlessAndReplayed(Poison poison) {
        UUID aggregate = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Draft draft = new Draft(aggregate, 1);
        poison.damage.accept(draft);

        RecordMetadata sent = send(draft);
        RecordMetadata behind = send(new Draft(other, 1));

        var letter = awaitLetter(sent);
        assertThat(letter.timestamp() - sent.timestamp()).isBetween(0L, BOUND_MILLIS);
        assertThat(Events.header(letter, "dead-code")).isEqualTo(poison.code);
        assertThat(Events.header(letter, "dead-cause")).isNotBlank().doesNotContain("Exception");
        assertThat(Events.header(letter, "dead-consumer")).isEqualTo("tally");
        assertThat(Events.header(letter, "dead-topic")).isEqualTo(Tally.TOPIC);
        draft.headers.forEach(
                (name, text) -> assertThat(Events.header(letter, name)).isEqualTo(text));
        wholeValueIsKept(draft.value, letter.value(), sent);

        awaitEffects(other, "1");
        assertThat(effectTime(other) - behind.timestamp()).isLessThanOrEqualTo(BOUND_MILLIS);
        assertThat(effects(aggregate)).isNull();

        correct(poison, draft, aggregate);
        replay(aggregate);
        String expected = poison == Poison.GAP ? "1,2" : "1";
        awaitEffects(aggregate, expected);
        replay(aggregate);
        assertThat(effects(aggregate)).isEqualTo(expected);
        assertThat(waiting(aggregate)).isZero();

        UUID later = aggregate;
        send(new Draft(later, poison == Poison.GAP ? 3 : 2));
        awaitEffects(later, expected + (poison == Poison.GAP ? ",3" : ",2"));
    }

    /** What the sender does, or for a refused event the consumer's operator. Twice, as a relay may after a crash. */
    private static void correct(Poison poison, Draft draft, UUID aggregate) {
        if (poison == Poison.REFUSED) {
            Tally.REFUSED.remove(UUID.fromString(draft.headers.get("ce_id")));
            return;
        }
        long before = waiting(aggregate);
        Draft corrected = new Draft(aggregate, 1);
        send(corrected);
        send(corrected);
        if (poison.code.equals("wrong-key") || poison == Poison.GAP) {
            awaitEffects(aggregate, poison == Poison.GAP ? "1,2" : "1");
        } else {
            TestSql.await(waitingFor(aggregate), before + 2);
        }
    }

    private static void wholeValueIsKept(byte @Nullable [] value, byte @Nullable [] letter, RecordMetadata sent) {
        String kept =
                " from parked_event where kafka_partition = " + PARTITION + " and kafka_offset = " + sent.offset();
        if (value == null) {
            assertThat(letter).isNull();
            TestSql.await("select count(*)" + kept + " and record_value is null", 1);
        } else {
            assertThat(letter).isEqualTo(Arrays.copyOf(value, Math.min(value.length, DeadLetters.LONGEST_VALUE)));
            TestSql.await("select octet_length(record_value)" + kept, value.length);
        }
    }

    private static RecordMetadata send(Draft draft) {
        var record = new ProducerRecord<>(Tally.TOPIC, PARTITION, draft.key, draft.value);
        draft.headers.forEach((name, text) -> record.headers().add(name, body(text)));
        try {
            return producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> awaitLetter(RecordMetadata sent) {
        return Events.await(
                DEAD,
                PATIENCE,
                read -> Long.toString(sent.offset()).equals(Events.header(read, "dead-offset"))
                        && Integer.toString(PARTITION).equals(Events.header(read, "dead-partition")));
    }

    private static void replay(UUID aggregate) {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        given().port(port)
                .post("/q/enishi/parked/replay?consumer=tally&aggregate=" + aggregate)
                .then()
                .statusCode(200);
    }

    private static String waitingFor(UUID aggregate) {
        return "select count(*) from parked_event where state = 'PARKED' and aggregate_id = '" + aggregate + "'";
    }

    private static long waiting(UUID aggregate) {
        return TestSql.number(waitingFor(aggregate));
    }

    private static String effects(UUID aggregate) {
        return TestSql.text("select string_agg(version::text, ',' order by id) from effect where aggregate_id = '"
                + aggregate + "'");
    }

    private static void awaitEffects(UUID aggregate, String versions) {
        TestSql.await(
                "select case when string_agg(version::text, ',' order by id) = '" + versions
                        + "' then 1 else 0 end from effect where aggregate_id = '" + aggregate + "'",
                1);
    }

    private static long effectTime(UUID aggregate) {
        return TestSql.number(
                "select (extract(epoch from at) * 1000)::bigint from effect where aggregate_id = '" + aggregate + "'");
    }

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
