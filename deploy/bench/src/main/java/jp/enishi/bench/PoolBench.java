package jp.enishi.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jp.enishi.bench.report.Report;
import jp.enishi.matching.team.domain.PoolPlan;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.domain.Team;
import jp.enishi.matching.team.search.Member;
import jp.enishi.matching.team.search.PoolScore;
import jp.enishi.matching.team.search.PoolSearch;
import jp.enishi.matching.team.search.PoolTable;
import jp.enishi.matching.team.search.Seat;
import jp.enishi.matching.team.search.SeatingPlan;
import jp.enishi.matching.team.solver.CpSatPool;

/**
 * Several cases over one pool: what the exact solver, the local search and both after each other reach in the same time, and
 * what it takes to count one move of a person.
 */
public final class PoolBench {
    private static final List<Pools> SIZES = List.of(
            new Pools("5 cases, 15 seats, 100 people", 5, 15, 100, 50),
            new Pools("20 cases, 60 seats, 300 people", 20, 60, 300, 50),
            new Pools("10 cases, 100 seats, 500 people", 10, 100, 500, 50),
            new Pools("60 cases, 180 seats, 1,000 people", 60, 180, 1_000, 50),
            new Pools("60 cases, 180 seats, 1,000 people, all looked at", 60, 180, 1_000, 1_000));
    private static final List<Duration> LIMITS =
            List.of(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10));
    /** As the service may be asked: ten cases at most. */
    private static final List<Pools> ASKED = List.of(
            new Pools("2 cases, 8 seats", 2, 8, 500, 50),
            new Pools("3 cases, 12 seats", 3, 12, 500, 50),
            new Pools("4 cases, 24 seats", 4, 24, 500, 50),
            new Pools("5 cases, 15 seats", 5, 15, 500, 50),
            new Pools("10 cases, 20 seats", 10, 20, 500, 50),
            new Pools("10 cases, 40 seats", 10, 40, 500, 50),
            new Pools("10 cases, 60 seats", 10, 60, 500, 50),
            new Pools("10 cases, 80 seats", 10, 80, 500, 50),
            new Pools("10 cases, 100 seats", 10, 100, 500, 50));

    private static final Duration HALF = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(6);
    /** As many moves as the service has. */
    private static final long SERVICE = 200_000;

    private static final int MOVES = 20_000;
    private static final int FIRST = 4;
    private static final double PERCENT = 100;

    /** What a way of answering came to. */
    private record Reached(String way, Duration limit, PoolPlan plan, boolean broken, double seconds) {}

    private interface Way {
        PoolPlan plan(PoolQuestion pool, Duration limit);
    }

    private PoolBench() {}

    /** Measures and writes the report {@code pools.md}; answers with the bars that were missed. */
    public static List<Report.Bar> run(Path out, int pools) throws IOException {
        Report report = new Report(out, "pools", "Several cases over one pool");
        report.text(
                "%d pools of each size from fixed seeds. Gap: points below the best that any way found for the pool."
                        .formatted(pools));
        report.heading("What is proved in which time");
        report.table(
                List.of(
                        "500 people",
                        "choices",
                        "proved within 1 s",
                        "1 to 2 s",
                        "2 to 6 s",
                        "not",
                        "exact 2 s: open",
                        "points",
                        "and then searched: open",
                        "points"),
                ASKED.stream().map(size -> proofs(size, 2 * pools)).toList());
        int broken = 0;
        for (Pools size : SIZES) {
            report.heading(size.name());
            List<List<Reached>> all = new ArrayList<>();
            for (int i = 0; i < pools; i++) {
                all.add(ways(size.question(i)));
            }
            broken += (int)
                    all.stream().flatMap(List::stream).filter(Reached::broken).count();
            report.table(List.of("way", "limit s", "open seats", "gap %", "proved", "worst s"), rows(all));
            report.text(counting(size));
            report.text(byMoves(size));
        }
        report.bar("plans that break a rule", Integer.toString(broken), "0", broken == 0);
        return report.write();
    }

    private static List<String> proofs(Pools size, int pools) {
        CpSatPool exact = new CpSatPool(LONG);
        PoolSearch search = new PoolSearch(SERVICE);
        search.search(size.question(0), Duration.ofMillis(300));
        exact.plan(size.question(0));
        int[] proved = new int[4];
        long[] open = new long[2];
        long[] points = new long[2];
        long choices = 0;
        for (int i = 0; i < pools; i++) {
            PoolQuestion pool = size.question(i);
            choices += pool.cases().stream()
                    .flatMap(share -> share.question().people().stream())
                    .mapToLong(person -> person.fits().size())
                    .sum();
            long began = System.nanoTime();
            PoolPlan plan = exact.plan(pool);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            proved[!plan.proven() ? 3 : took.compareTo(HALF) < 0 ? 0 : took.compareTo(LIMIT) < 0 ? 1 : 2]++;
            PoolPlan alone = exact.plan(pool, List.of(), LIMIT);
            PoolPlan both = alone.proven() ? alone : search.improve(pool, alone, LIMIT.dividedBy(2));
            open[0] += alone.openSeats();
            open[1] += both.openSeats();
            points[0] += alone.points();
            points[1] += both.points();
        }
        List<String> row = List.of(
                size.name(),
                Long.toString(choices / pools),
                Integer.toString(proved[0]),
                Integer.toString(proved[1]),
                Integer.toString(proved[2]),
                Integer.toString(proved[3]),
                Long.toString(open[0]),
                "%,d".formatted(points[0] / pools),
                Long.toString(open[1]),
                "%,d".formatted(points[1] / pools));
        System.out.println(row);
        return row;
    }

    private static List<Reached> ways(PoolQuestion pool) {
        CpSatPool exact = new CpSatPool(Duration.ofSeconds(10));
        PoolSearch search = new PoolSearch(Long.MAX_VALUE);
        search.search(pool, Duration.ofMillis(300));
        exact.plan(pool, List.of(), Duration.ofMillis(300));
        List<Reached> reached = new ArrayList<>();
        for (Duration limit : LIMITS) {
            measure(reached, "exact", pool, limit, (of, within) -> exact.plan(of, List.of(), within));
            measure(reached, "search", pool, limit, search::search);
            measure(reached, "exact, then search", pool, limit, (of, within) -> {
                PoolPlan proven = exact.plan(of, List.of(), within.dividedBy(2));
                return proven.proven() ? proven : search.improve(of, proven, within.dividedBy(2));
            });
            measure(reached, "search, then exact", pool, limit, (of, within) -> {
                PoolPlan start = search.search(of, within.dividedBy(FIRST));
                PoolPlan proven =
                        exact.plan(of, start.teams(), within.dividedBy(FIRST).multipliedBy(FIRST - 1));
                return start.betterThan(proven) ? start : proven;
            });
        }
        return reached;
    }

    private static void measure(List<Reached> reached, String name, PoolQuestion pool, Duration limit, Way way) {
        long began = System.nanoTime();
        PoolPlan plan = way.plan(pool, limit);
        double seconds = (System.nanoTime() - began) / 1e9;
        reached.add(new Reached(name, limit, plan, !plan.keepsRules(pool), seconds));
        System.out.printf(
                "%-20s %5.1f s: %3d open, %,9d points%s, after %.2f s%n",
                name,
                limit.toMillis() / 1e3,
                plan.openSeats(),
                plan.points(),
                plan.proven() ? ", proved" : "",
                seconds);
    }

    private static List<List<String>> rows(List<List<Reached>> pools) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < pools.getFirst().size(); row++) {
            double gap = 0;
            long open = 0;
            int proved = 0;
            double worst = 0;
            for (List<Reached> pool : pools) {
                PoolPlan best = pool.getFirst().plan();
                for (Reached each : pool) {
                    best = each.plan().betterThan(best) ? each.plan() : best;
                }
                Reached own = pool.get(row);
                gap += PERCENT * (best.points() - own.plan().points()) / best.points();
                open += own.plan().openSeats() - best.openSeats();
                proved += own.plan().proven() ? 1 : 0;
                worst = Math.max(worst, own.seconds());
            }
            Reached first = pools.getFirst().get(row);
            rows.add(List.of(
                    first.way(),
                    "%.1f".formatted(first.limit().toMillis() / 1e3),
                    "+%.1f".formatted((double) open / pools.size()),
                    "%.2f".formatted(gap / pools.size()),
                    proved + " of " + pools.size(),
                    "%.1f".formatted(worst)));
        }
        return rows;
    }

    /** Somebody is moved to a seat: the plain count of all teams, of the one that changed, and the incremental score. */
    private static String counting(Pools size) {
        PoolQuestion pool = size.question(0);
        PoolPlan start = new PoolSearch(20_000).search(pool, Duration.ofSeconds(2));
        PoolTable table = new PoolTable(pool);
        SeatingPlan plan = table.plan(start.teams());
        PoolScore score = new PoolScore();
        score.resetWorkingSolution(plan);
        double[] micros = new double[3];
        for (int round = 0; round < 2; round++) {
            Random random = new Random(1);
            long sum = 0;
            long began = System.nanoTime();
            for (int i = 0; i < MOVES; i++) {
                Seat seat = moved(plan, random);
                Member before = seat.getMember();
                set(
                        score,
                        seat,
                        seat.getSuited().get(random.nextInt(seat.getSuited().size())));
                sum += score.calculateScore().softScore();
                set(score, seat, before);
            }
            micros[0] = micros(began, MOVES);
            began = System.nanoTime();
            for (int i = 0; i < MOVES / 10; i++) {
                int share = random.nextInt(pool.cases().size());
                sum += Team.of(
                                pool.cases().get(share).question(),
                                start.teams().get(share).seatings())
                        .points()
                        .total();
            }
            micros[1] = micros(began, MOVES / 10);
            began = System.nanoTime();
            for (int i = 0; i < MOVES / 200; i++) {
                sum += new PoolPlan(table.teams(plan), false).points();
            }
            micros[2] = micros(began, MOVES / 200);
            if (sum == 0) {
                throw new IllegalStateException("nothing was counted");
            }
        }
        return "One move counted, microseconds: incremental score %.1f (there and back), plain count of the team %.0f, of all teams %.0f."
                .formatted(micros[0], micros[1], micros[2]);
    }

    /** What the search reaches by a number of moves, which is the same on every machine, from what the exact solver leaves. */
    private static String byMoves(Pools size) {
        PoolQuestion pool = size.question(0);
        PoolPlan start = new CpSatPool(LIMIT).plan(pool);
        List<String> reached = new ArrayList<>();
        for (long moves : List.of(50_000L, 100_000L, 200_000L, 400_000L, 800_000L)) {
            long began = System.nanoTime();
            PoolPlan plan = new PoolSearch(moves).improve(pool, start, Duration.ofSeconds(20));
            reached.add("%,d moves: %d open, %,d points, %.1f s"
                    .formatted(moves, plan.openSeats(), plan.points(), (System.nanoTime() - began) / 1e9));
        }
        String line = "From what the exact solver has after 2 s (%d open, %,d points%s): %s."
                .formatted(
                        start.openSeats(),
                        start.points(),
                        start.proven() ? ", proved" : "",
                        String.join("; ", reached));
        System.out.println(line);
        return line;
    }

    private static double micros(long began, int times) {
        return (System.nanoTime() - began) / 1e3 / times;
    }

    private static Seat moved(SeatingPlan plan, Random random) {
        while (true) {
            Seat seat = plan.getSeats().get(random.nextInt(plan.getSeats().size()));
            if (!seat.getSuited().isEmpty()) {
                return seat;
            }
        }
    }

    private static void set(PoolScore score, Seat seat, @org.jspecify.annotations.Nullable Member member) {
        score.beforeVariableChanged(seat, "member");
        seat.setMember(member);
        score.afterVariableChanged(seat, "member");
    }
}
