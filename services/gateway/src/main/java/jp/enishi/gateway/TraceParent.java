package jp.enishi.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives a request that brings no trace one of its own, by which everything that comes of it is found in all logs. */
final class TraceParent {
    static final String HEADER = "traceparent";
    private static final Pattern USABLE = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    static void give(HttpServerRequest request) {
        @Nullable String brought = request.getHeader(HEADER);
        if (brought == null || !USABLE.matcher(brought).matches()) {
            request.headers().set(HEADER, fresh());
        }
    }

    private static String fresh() {
        HexFormat hex = HexFormat.of();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "00-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1) + "-"
                + hex.toHexDigits(random.nextLong() | 1) + "-01";
    }
}
