package jp.enishi.platform.mail;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import jp.enishi.platform.test.Collector;
import jp.enishi.platform.test.EnishiTestResource;
import org.junit.jupiter.api.Test;

/** One request is one trace until the mail that comes of it, as a collector is told. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
@QuarkusTestResource(Collector.class)
class SpansTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Spans that are there are told every second. */
    private static final Duration LONGER_THAN_TOLD = Duration.ofSeconds(3);

    private static final String GATEWAY = "b7ad6b7169203331";
    private static final List<String> WHOLE =
            List.of("POST /orders/{id}", "publish test.orders", "process test.orders", "send mail");

    Outside outside;

    @Test
    void a_request_is_one_trace_through_outbox_and_kafka_to_the_mail() {
        UUID id = UUID.randomUUID();
        String trace = order(id);
        assertThat(Collector.path(trace, GATEWAY, WHOLE.size(), PATIENCE)).isEqualTo(WHOLE);
        assertThat(Collector.of(trace)).hasSize(WHOLE.size());
        assertThat(mails(id)).isEqualTo(1);
    }

    @Test
    void spans_name_nobody_and_repeat_nothing_that_was_asked() {
        UUID id = UUID.randomUUID();
        String trace = order(id);
        Collector.path(trace, GATEWAY, WHOLE.size(), PATIENCE);
        assertThat(Collector.of(trace))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.toString())
                        .doesNotContain("people.example", "hanako", "127.0.0.1", id.toString(), "注文"));
    }

    @Test
    void a_header_that_is_lost_on_the_way_breaks_the_trace() {
        UUID id = UUID.randomUUID();
        Orders.LOST.add(id.toString());
        String trace = order(id);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (mails(id) == 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(mails(id)).isEqualTo(1);
        assertThat(Collector.path(trace, GATEWAY, WHOLE.size(), LONGER_THAN_TOLD))
                .isEqualTo(WHOLE.subList(0, 2));
    }

    private long mails(UUID id) {
        return outside.mail().getReceivedMessagesForDomain(Orders.address(id)).length;
    }

    private static String order(UUID id) {
        String trace = UUID.randomUUID().toString().replace("-", "");
        given().header("traceparent", "00-" + trace + "-" + GATEWAY + "-01")
                .post("/orders/" + id + "?who=hanako@people.example")
                .then()
                .statusCode(204);
        return trace;
    }
}
