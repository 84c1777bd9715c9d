package jp.enishi.gateway;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is measured of requests at the one place that sees them all: counted by the part of the API instead of by each address,
 * and with the bounds that the objectives in docs/operations/slo.md name.
 */
final class Measures implements MeterFilter {
    private static final String REQUESTS = "http.server.requests";
    private static final Pattern API = Pattern.compile("(/api/v1/(?:notifications/stream|[a-z-]{1,20}))(?:/.*)?");
    private static final Pattern ALREADY_SHORT = Pattern.compile("[A-Z_]+");
    private static final double[] BOUNDS = {0.1, 0.3, 1, 3, 10};

    private Measures() {}

    @Produces
    @Singleton
    static MeterFilter measures() {
        return new Measures();
    }

    /** The part of the API, {@code /} for pages, or a word such as NOT_FOUND. */
    static String part(String path) {
        Matcher api = API.matcher(path);
        if (api.matches()) {
            return api.group(1);
        }
        return ALREADY_SHORT.matcher(path).matches() ? path : "/";
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String uri = id.getTag("uri");
        return id.getName().equals(REQUESTS) && uri != null ? id.replaceTags(renamed(id, part(uri))) : id;
    }

    private static Iterable<Tag> renamed(Meter.Id id, String part) {
        return id.getTags().stream()
                .map(tag -> tag.getKey().equals("uri") ? Tag.of("uri", part) : tag)
                .toList();
    }

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        if (!id.getName().equals(REQUESTS)) {
            return config;
        }
        double[] nanos = java.util.Arrays.stream(BOUNDS)
                .map(seconds -> seconds * Duration.ofSeconds(1).toNanos())
                .toArray();
        return DistributionStatisticConfig.builder()
                .serviceLevelObjectives(nanos)
                .build()
                .merge(config);
    }
}
