package jp.enishi.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.enishi.local.EnishiSystem;
import jp.enishi.local.Options;

/** {@code ./enishi pages}: pictures of every page of the running system, and what is wrong with them. */
public final class Main {
    private static final int SLOWEST = 12;

    private Main() {}

    /** The folder for the pictures. */
    public static void main(String[] words) throws IOException, SQLException {
        Path project = Path.of(System.getenv("ENISHI_PROJECT"));
        Path home = Path.of(System.getenv("ENISHI_HOME"));
        Path shots = words.length > 0 ? Path.of(words[0]) : home.resolve("pages");
        Files.createDirectories(shots);
        EnishiSystem system = EnishiSystem.attached(Options.at(project, home, 0));
        PageWalk.Report report;
        try (People people = new People(system.gatewayUrl());
                Connection talents = DriverManager.getConnection(
                        system.jdbcUrl("talents"), "postgres", system.databasePassword("postgres"))) {
            report = new PageWalk(
                            people,
                            system.gatewayUrl(),
                            Canaries.of(talents),
                            new PageWalk.Plan(true, 2, shots, System.out::println))
                    .everybody();
        }
        System.out.println(told(report));
        System.out.println("The pictures are in " + shots);
        System.exit(report.findings().isEmpty() ? 0 : 1);
    }

    private static String told(PageWalk.Report report) {
        Map<String, Double> medians = new TreeMap<>();
        report.readings().stream()
                .collect(Collectors.groupingBy(reading -> reading.role() + " " + reading.kind()))
                .forEach((kind, readings) -> medians.put(kind, median(readings)));
        StringBuilder text = new StringBuilder();
        text.append(
                "%n%d kinds of pages, %d findings; the first page weighs %.1f kB.%nThe slowest, in ms until the answer began:%n"
                        .formatted(report.kinds(), report.findings().size(), report.firstBytes() / 1000.0));
        medians.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(SLOWEST)
                .forEach(each ->
                        text.append(String.format(Locale.ROOT, "  %7.1f  %s%n", each.getValue(), each.getKey())));
        return text.toString();
    }

    private static double median(List<PageWalk.Reading> readings) {
        List<Double> sorted =
                readings.stream().map(PageWalk.Reading::millis).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
