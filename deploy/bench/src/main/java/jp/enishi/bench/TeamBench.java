package jp.enishi.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import jp.enishi.bench.report.Report;
import jp.enishi.matching.team.domain.Composition;
import jp.enishi.matching.team.domain.Pair;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.Points;
import jp.enishi.matching.team.domain.TeamComposer;
import jp.enishi.matching.team.domain.TeamQuestion;
import jp.enishi.matching.team.solver.CpSatComposer;

/**
 * How long the three teams of a case take: seeded questions of several sizes, with budgets from generous to impossible.
 * Beside the time on the wall stands the time on a processor, which a busy machine doesn't change.
 */
public final class TeamBench {
    /** As many people may fill each position, some of them two. */
    private record Size(String name, int[] seats, int each) {}

    private record Measured(List<Double> wall, List<Double> cpu, int none, int unproven, int broken) {}

    private static final Size ASKED = new Size("8 seats × 50", new int[] {1, 1, 2, 2, 2}, 50);
    private static final List<Size> SIZES = List.of(
            new Size("4 seats × 30", new int[] {1, 1, 2}, 30),
            ASKED,
            new Size("15 seats × 50", new int[] {1, 1, 1, 2, 2, 2, 3, 3}, 50));
    private static final double MOST_MILLIS = 500;
    private static final int WARM_UP = 20;
    private static final LocalDate START = LocalDate.of(2026, 12, 1);
    private static final double MILLION = 1e6;

    private TeamBench() {}

    /** Measures and writes the report {@code teams.md}; answers with the bars that were missed. */
    public static List<Report.Bar> run(Path out, int questions) throws IOException {
        Report report = new Report(out, "teams", "Teams: how long three alternatives take");
        report.text(
                "%d questions of each size from fixed seeds, one worker, each answer with all its alternatives or its reasons."
                        .formatted(questions));
        List<List<String>> rows = new ArrayList<>();
        Measured asked = null;
        for (Size size : SIZES) {
            Measured measured = measure(size, questions);
            asked = size == ASKED ? measured : asked;
            rows.add(List.of(
                    size.name(),
                    quantile(measured.wall(), 0.5),
                    quantile(measured.wall(), 0.95),
                    quantile(measured.wall(), 0.99),
                    quantile(measured.cpu(), 0.5),
                    quantile(measured.cpu(), 0.99),
                    Integer.toString(measured.none()),
                    Integer.toString(measured.unproven())));
        }
        report.heading("Milliseconds for one answer");
        report.table(
                List.of(
                        "size",
                        "p50",
                        "p95",
                        "p99",
                        "p50 processor",
                        "p99 processor",
                        "no team possible",
                        "not proven"),
                rows);
        if (asked == null) {
            throw new IllegalStateException(ASKED.name() + " was not measured");
        }
        report.atMost("p99 of " + ASKED.name(), at(asked.wall(), 0.99), MOST_MILLIS, " ms");
        report.bar("teams that break a rule", Integer.toString(asked.broken()), "0", asked.broken() == 0);
        report.bar(
                "answers of " + ASKED.name() + " that are not proven",
                Integer.toString(asked.unproven()),
                "0",
                asked.unproven() == 0);
        return report.write();
    }

    private static Measured measure(Size size, int questions) {
        TeamComposer composer = new CpSatComposer(Duration.ofSeconds(10));
        Measured measured = new Measured(new ArrayList<>(), new ArrayList<>(), 0, 0, 0);
        int none = 0;
        int unproven = 0;
        int broken = 0;
        for (int i = -WARM_UP; i < questions; i++) {
            TeamQuestion question = question(size, i);
            long cpu = processor();
            long wall = System.nanoTime();
            Composition answer = composer.compose(question);
            if (i < 0) {
                continue;
            }
            measured.wall().add((System.nanoTime() - wall) / MILLION);
            measured.cpu().add((processor() - cpu) / MILLION);
            none += answer.alternatives().isEmpty() ? 1 : 0;
            unproven += answer.proven() ? 0 : 1;
            broken += (int) answer.alternatives().stream()
                    .filter(alternative -> !alternative.team().broken().isEmpty())
                    .count();
        }
        Collections.sort(measured.wall());
        Collections.sort(measured.cpu());
        return new Measured(measured.wall(), measured.cpu(), none, unproven, broken);
    }

    private static long processor() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(share * sorted.size()) - 1));
    }

    private static String quantile(List<Double> sorted, double share) {
        return "%.0f".formatted(at(sorted, share));
    }

    /** Every fifth question has a budget that hardly any team keeps. */
    private static TeamQuestion question(Size size, int number) {
        Random random = new Random(910_000L + number);
        List<TeamQuestion.Opening> openings = new ArrayList<>();
        for (int seats : size.seats()) {
            openings.add(new TeamQuestion.Opening(id(random), seats));
        }
        Map<String, Boolean> skills = new HashMap<>();
        for (int i = 0; i < openings.size() * 3; i++) {
            skills.put("skill-" + i, i % 3 > 0);
        }
        List<Person> people = new ArrayList<>();
        for (int p = 0; p < openings.size(); p++) {
            for (int i = 0; i < size.each(); i++) {
                people.add(person(random, openings, p, skills.keySet()));
            }
        }
        int seats = openings.stream().mapToInt(TeamQuestion.Opening::seats).sum();
        long average =
                List.of(1_100_000L, 850_000L, 750_000L, 650_000L, 540_000L).get(Math.floorMod(number, 5));
        return new TeamQuestion(
                openings,
                people,
                skills,
                seats * average,
                START.plusDays(20L + random.nextInt(20)),
                pairs(random, people, seats * 3),
                pairs(random, people, seats * 10),
                Set.of());
    }

    private static Person person(Random random, List<TeamQuestion.Opening> openings, int position, Set<String> skills) {
        int quality = random.nextInt(3_500, 9_000);
        Map<UUID, Integer> fits = new HashMap<>();
        fits.put(openings.get(position).positionId(), Math.min(Points.FULL_FIT, quality + random.nextInt(1_000)));
        if (random.nextInt(5) == 0) {
            fits.putIfAbsent(
                    openings.get(random.nextInt(openings.size())).positionId(), quality - random.nextInt(1_000));
        }
        Set<String> has = new HashSet<>();
        Set<String> close = new HashSet<>();
        for (String skill : skills.stream().sorted().toList()) {
            int own = Integer.parseInt(skill.substring(skill.indexOf('-') + 1)) / 3 == position ? 2 : 6;
            switch (random.nextInt(own)) {
                case 0 -> has.add(skill);
                case 1 -> close.add(skill);
                default -> {}
            }
        }
        long cost = 10_000L * (45 + quality / 200 + random.nextInt(30));
        return new Person(id(random), cost, START.plusDays(random.nextInt(-30, 31)), fits, has, close);
    }

    private static Set<Pair> pairs(Random random, List<Person> people, int count) {
        Set<Pair> pairs = new HashSet<>();
        while (pairs.size() < count) {
            Person one = people.get(random.nextInt(people.size()));
            Person other = people.get(random.nextInt(people.size()));
            if (one != other) {
                pairs.add(new Pair(one.personId(), other.personId()));
            }
        }
        return pairs;
    }

    private static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
