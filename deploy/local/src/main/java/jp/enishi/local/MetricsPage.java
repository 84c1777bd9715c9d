package jp.enishi.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that docs/operations/metrics.md promises, to be compared with what services tell and with who reads them. */
public record MetricsPage(List<Metric> metrics) {
    private static final Path PAGE = Path.of("docs/operations/metrics.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (gauge|counter|histogram) \\| ([^|]*)\\| ([^|]*)\\| ([^|]*)\\|");
    private static final Pattern TOLD = Pattern.compile("(?m)^([a-z_]+)(?:\\{[^\\n]*})? \\S+$");
    private static final String OUR_OWN = "enishi_";

    /**
     * One row.
     *
     * @param services of which it comes; {@code all}
     * @param fromStart there before anything happened
     */
    public record Metric(String name, String kind, Set<String> labels, Set<String> services, boolean fromStart) {
        /** The names under which Prometheus keeps it. */
        public List<String> series() {
            return kind.equals("histogram") ? List.of(name + "_count", name + "_sum", name + "_bucket") : List.of(name);
        }

        boolean isOf(String service) {
            return services.contains("all") || services.contains(service);
        }
    }

    public static MetricsPage of(Path root) {
        try {
            return read(Files.readString(root.resolve(PAGE)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static MetricsPage read(String page) {
        List<Metric> metrics = new ArrayList<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            metrics.add(new Metric(
                    row.group(1),
                    row.group(2),
                    words(row.group(3)),
                    words(row.group(4)),
                    row.group(5).strip().equals("start")));
        }
        return new MetricsPage(metrics);
    }

    private static Set<String> words(String cell) {
        Set<String> words = new TreeSet<>(List.of(cell.replace("`", "").strip().split(",\\s*")));
        words.remove("");
        return words;
    }

    /** The metric that has this series. */
    public Optional<Metric> withSeries(String series) {
        return metrics.stream()
                .filter(metric -> metric.series().contains(series))
                .findFirst();
    }

    /** What a service promises and doesn't tell, and what of our own it tells without a promise; in sentences. */
    public List<String> wrong(String service, String told) {
        Set<String> names = new TreeSet<>();
        Matcher line = TOLD.matcher(told);
        while (line.find()) {
            names.add(line.group(1));
        }
        List<String> wrong = new ArrayList<>();
        metrics.stream()
                .filter(metric -> metric.isOf(service) && metric.fromStart())
                .flatMap(metric -> metric.series().stream())
                .filter(series -> !names.contains(series))
                .forEach(series -> wrong.add(service + " does not tell " + series));
        names.stream()
                .filter(name -> name.startsWith(OUR_OWN))
                .filter(name -> withSeries(name.replaceFirst("_max$", "_count"))
                        .or(() -> withSeries(name))
                        .filter(metric -> metric.isOf(service))
                        .isEmpty())
                .forEach(name -> wrong.add(service + " tells " + name + ", which nobody explains"));
        return wrong;
    }
}
