package jp.enishi.platform.operations;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The trace that the work at hand belongs to, and the {@link Spans span} of it that is under way. A request brings or gets
 * both at the gateway; they go with its events and mails, so that one word finds all that came of it in all logs. They are
 * kept in the log's context, as {@code traceId} and {@code spanId}, which goes with the work from thread to thread.
 */
public final class Trace {
    /** W3C's header, in HTTP and in Kafka. */
    public static final String HEADER = "traceparent";

    private static final String TRACE = "traceId";
    private static final String SPAN = "spanId";
    private static final Pattern PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");

    private Trace() {}

    /** The id of the trace, 32 hex digits. Null for work that nobody asked for, such as a clock's. */
    public static @Nullable String current() {
        return MDC.get(TRACE) instanceof String id && TraceId.isValid(id) ? id : null;
    }

    /** As {@link #current}, or an id that nothing else has. */
    public static String orNew() {
        String id = current();
        return id == null ? IdGenerator.random().generateTraceId() : id;
    }

    /** The id of the span that is under way, 16 hex digits, which is the parent of what comes of it later. */
    public static @Nullable String span() {
        return MDC.get(SPAN) instanceof String id && SpanId.isValid(id) ? id : null;
    }

    /** What follows on this context belongs to the span, or to none when it is not valid. */
    public static void enter(SpanContext span) {
        if (span.isValid()) {
            MDC.put(TRACE, span.getTraceId());
            MDC.put(SPAN, span.getSpanId());
        } else {
            MDC.remove(TRACE);
            MDC.remove(SPAN);
        }
    }

    /** What a header says; not valid when it says nothing usable. */
    public static SpanContext parse(@Nullable String traceparent) {
        Matcher parent = PARENT.matcher(traceparent == null ? "" : traceparent);
        return parent.matches() ? of(parent.group(1), parent.group(2)) : SpanContext.getInvalid();
    }

    /** What was kept; not valid without a trace. A trace that was kept without a span is continued below one that nobody tells of. */
    public static SpanContext of(@Nullable String trace, @Nullable String span) {
        if (trace == null) {
            return SpanContext.getInvalid();
        }
        String parent = span == null ? IdGenerator.random().generateSpanId() : span;
        return SpanContext.createFromRemoteParent(trace, parent, TraceFlags.getDefault(), TraceState.getDefault());
    }

    /** A header that continues the trace below the span. */
    public static String header(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }
}
