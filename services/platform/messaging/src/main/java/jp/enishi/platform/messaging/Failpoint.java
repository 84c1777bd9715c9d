package jp.enishi.platform.messaging;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Named places where a fault test kills the process as a power cut would. Armed only by the environment variable
 * {@code ENISHI_FAILPOINTS=name[:n],…}: the n-th hit (default: the first) halts with exit code 137.
 */
public final class Failpoint {
    private static final int KILLED = 137;
    private static final Map<String, AtomicInteger> ARMED = parse(System.getenv("ENISHI_FAILPOINTS"));

    private Failpoint() {}

    /** Halts the process if this is the armed hit; costs a map look-up otherwise. */
    public static void hit(String name) {
        AtomicInteger left = ARMED.get(name);
        if (left != null && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    static Map<String, AtomicInteger> parse(@Nullable String armed) {
        if (armed == null || armed.isBlank()) {
            return Map.of();
        }
        Map<String, AtomicInteger> result = new HashMap<>();
        for (String entry : armed.split(",", -1)) {
            int colon = entry.indexOf(':');
            String name = colon < 0 ? entry.strip() : entry.substring(0, colon).strip();
            int hits =
                    colon < 0 ? 1 : Integer.parseInt(entry.substring(colon + 1).strip());
            result.put(name, new AtomicInteger(hits));
        }
        return Map.copyOf(result);
    }
}
