package jp.enishi.platform.messaging;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class RebuildTest {
    private static final int MANY = 2_000;

    /** Much more than a stack is deep. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void anAggregateWithManyEventsAmongManyAggregatesIsMadeAgain() {
        UUID busy = UUID.randomUUID();
        List<UUID> quiet = Stream.generate(UUID::randomUUID).limit(MANY).toList();
        known(List.of(busy), MANY);
        known(quiet, 1);
        publish(Stream.concat(
                LongStream.rangeClosed(1, MANY).mapToObj(version -> event(busy, version)),
                quiet.stream().map(aggregate -> event(aggregate, 1))));

        String made = given().post(management("/q/enishi/read-models/rebuild?consumer=tally"))
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(TestSql.number("select count(distinct version) from effect where aggregate_id = '" + busy + "'"))
                .as(made)
                .isEqualTo(MANY);
        assertThat(TestSql.number("select count(distinct aggregate_id) from effect"))
                .isGreaterThan(MANY);
    }

    /** As if its events had been applied, without waiting for them. */
    private static void known(List<UUID> aggregates, long version) {
        TestSql.run("insert into applied_version (consumer, aggregate_id, version) select 'tally', id::uuid, " + version
                + " from unnest(string_to_array('"
                + aggregates.stream().map(UUID::toString).collect(Collectors.joining(",")) + "', ',')) id");
    }

    private static ProducerRecord<String, byte[]> event(UUID aggregate, long version) {
        var event = new ProducerRecord<>(Tally.TOPIC, aggregate.toString(), "{}".getBytes(StandardCharsets.UTF_8));
        Events.headers(UUID.randomUUID(), Tally.TYPE, aggregate, version)
                .forEach((name, text) -> event.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return event;
    }

    private static void publish(Stream<ProducerRecord<String, byte[]>> events) {
        Events.create(Tally.TOPIC);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestParts.kafka(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            events.forEach(producer::send);
        }
    }

    private static String management(String path) {
        return "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class)
                + path;
    }
}
