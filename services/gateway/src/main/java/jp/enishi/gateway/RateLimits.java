package jp.enishi.gateway;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Token buckets per caller and class of route. A caller is a user, or a visitor's address (IPv6: its /64).
 * Each replica counts for itself, so n replicas allow at most n times the limit.
 */
@ApplicationScoped
public class RateLimits {
    private record Key(String caller, RouteClass routeClass) {}

    private final LoadingCache<Key, Bucket> buckets;

    RateLimits(GatewayConfig config) {
        this.buckets = Caffeine.newBuilder()
                .maximumSize(200_000)
                .expireAfterAccess(longest(config))
                .build(key -> {
                    GatewayConfig.RateLimit allowed =
                            Objects.requireNonNull(config.rateLimits().get(key.routeClass()), "a rate limit per class");
                    return Bucket.builder()
                            .addLimit(limit ->
                                    limit.capacity(allowed.requests()).refillGreedy(allowed.requests(), allowed.per()))
                            .build();
                });
    }

    /** Takes one request from the caller's allowance; 0 when allowed, otherwise the seconds to wait (at least 1). */
    public long take(String caller, RouteClass routeClass) {
        ConsumptionProbe probe = buckets.get(new Key(caller, routeClass)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
    }

    /** A bucket that nobody asked for this long is full again. */
    private static Duration longest(GatewayConfig config) {
        return config.rateLimits().values().stream()
                .map(GatewayConfig.RateLimit::per)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** The caller key of an address literal: IPv4 whole, IPv6 by its /64. */
    static String addressKey(String literal) {
        try {
            byte[] bytes = InetAddress.getByName(literal).getAddress();
            return "address:" + HexFormat.of().formatHex(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (UnknownHostException notAnAddress) {
            return "address:" + literal;
        }
    }
}
