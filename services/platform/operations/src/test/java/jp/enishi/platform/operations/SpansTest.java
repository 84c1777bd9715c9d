package jp.enishi.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids are always made and passed on; what is recorded, and under which name, is ours to decide. */
class SpansTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final Optional<String> NOWHERE = Optional.empty();
    private static final Optional<String> COLLECTOR = Optional.of("http://127.0.0.1:9/");

    @AfterEach
    void leave() {
        MDC.clear();
    }

    private static Span begun(Optional<String> endpoint, double ratio) {
        Spans spans = new Spans(endpoint, ratio, "test");
        Span span = spans.begin("work", SpanKind.SERVER, Trace.of(TRACE, PARENT));
        spans.close();
        return span;
    }

    @Test
    void without_a_collector_nothing_is_recorded_and_the_trace_goes_on() {
        Span span = begun(NOWHERE, 1);
        assertThat(span.isRecording()).isFalse();
        assertThat(Trace.header(span.getSpanContext())).matches("00-" + TRACE + "-(?!" + PARENT + ")[0-9a-f]{16}-00");
        Spans spans = new Spans(NOWHERE, 1, "test");
        assertThat(spans.begin("work", SpanKind.SERVER, SpanContext.getInvalid())
                        .getSpanContext()
                        .isValid())
                .isTrue();
        assertThat(spans.follow("work", SpanKind.CONSUMER, SpanContext.getInvalid())
                        .getSpanContext()
                        .isValid())
                .isFalse();
    }

    @Test
    void the_share_decides_and_not_who_asks() {
        assertThat(begun(COLLECTOR, 1).getSpanContext().isSampled()).isTrue();
        assertThat(begun(COLLECTOR, 0).getSpanContext().isSampled()).isFalse();
        assertThatThrownBy(() -> begun(COLLECTOR, 1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> begun(Optional.of("collector"), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_context_of_the_log_knows_trace_and_span_until_work_without_one_follows() {
        Trace.enter(Trace.of(TRACE, PARENT));
        assertThat(Trace.current()).isEqualTo(TRACE);
        assertThat(Trace.span()).isEqualTo(PARENT);
        assertThat(Trace.orNew()).isEqualTo(TRACE);
        Trace.enter(SpanContext.getInvalid());
        assertThat(Trace.current()).isNull();
        assertThat(Trace.span()).isNull();
        assertThat(Trace.orNew()).matches("[0-9a-f]{32}");
    }

    @Test
    void a_trace_that_was_kept_without_a_span_goes_on() {
        assertThat(Trace.of(TRACE, null).isValid()).isTrue();
        assertThat(Trace.of(TRACE, null).getTraceId()).isEqualTo(TRACE);
        assertThat(Trace.of(null, PARENT).isValid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-00",
                "01-" + TRACE + "-" + PARENT + "-01-what comes later",
            })
    void usable_headers_are_followed(String header) {
        assertThat(Trace.parse(header).getTraceId()).isEqualTo(TRACE);
        assertThat(Trace.parse(header).getSpanId()).isEqualTo(PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + PARENT + "-01",
            })
    void others_are_not(String header) {
        assertThat(Trace.parse(header).isValid()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/api/v1/cases/0198c1d2-0000-7000-8000-000000000001/publication, /api/v1/cases/{id}/publication",
        "/search/%E5%B1%B1%E7%94%B0, /search/{id}",
        "/people/hanako@people.example, /people/{id}",
        "/style/9f2c.css, /style/{id}",
        "/Hanako/090-1234-5678/, /{id}/{id}/",
    })
    void only_the_words_of_a_path_are_told(String path, String route) {
        assertThat(RequestSpans.route(path)).isEqualTo(route);
    }
}
