package jp.enishi.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The trace that the work at hand belongs to: 32 hex digits that a request brings or gets at the gateway, and that go with its
 * events and mails, so that one word finds all that came of it in all logs. In the log's context it is {@code traceId}.
 */
public final class Trace {
    /** W3C's header, in HTTP and in Kafka. */
    static final String HEADER = "traceparent";

    private static final String KEY = "traceId";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private Trace() {}

    /** Null for work that nobody asked for, such as a clock's. */
    public static @Nullable String current() {
        return MDC.get(KEY) instanceof String id && ID.matcher(id).matches() ? id : null;
    }

    /** The work that follows on this context belongs to the trace of the record, or to none. */
    static void follow(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        Matcher parent = PARENT.matcher(header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII));
        if (parent.matches()) {
            MDC.put(KEY, parent.group(1));
        } else {
            MDC.remove(KEY);
        }
    }

    /** A header that continues the trace. */
    static String parent(String id) {
        return "00-" + id + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1) + "-01";
    }
}
