package jp.enishi.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.enishi.bench.learn.Learn;
import jp.enishi.bench.quality.Quality;
import jp.enishi.bench.report.Report;
import jp.enishi.bench.speed.Speed;
import jp.enishi.matching.index.StateReader;

/** {@code ./enishi bench …}: ends with 0 when every bar is kept, 1 when one is missed, 2 when the words are wrong. */
public final class Main {
    private static final String USAGE = """
        Usage: ./enishi bench quality --data FOLDER [--out FOLDER] [--only rjdb,melo,synonyms,planted]
               ./enishi bench speed [--talents 100000] [--queries 300] [--seconds 30] [--out FOLDER]
                                    [--only process,postgres,http]
               ./enishi bench learn --feedback FILE [--weights FILE] [--out FOLDER]
               ./enishi bench teams [--questions 200] [--pools 3] [--out FOLDER] [--only cases,pools]
        """;

    private Main() {}

    /** What somebody typed wrong. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    public static void main(String[] arguments) {
        try {
            System.exit(run(List.of(arguments)) ? 0 : 1);
        } catch (Wrong wrong) {
            System.err.println("enishi bench: " + wrong.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        } catch (Exception failure) {
            // Whatever was started for the measure would keep the process alive.
            failure.printStackTrace();
            System.exit(3);
        }
    }

    private static boolean run(List<String> arguments) throws Exception {
        if (arguments.isEmpty()) {
            throw new Wrong("what shall be measured?");
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "quality" -> quality(options(rest, Set.of("data", "out", "only")));
            case "speed" -> speed(options(rest, Set.of("talents", "queries", "seconds", "out", "only")));
            case "learn" -> learn(options(rest, Set.of("feedback", "weights", "out")));
            case "teams" -> teams(options(rest, Set.of("questions", "pools", "out", "only")));
            default -> throw new Wrong("unknown: " + arguments.getFirst());
        };
    }

    private static boolean quality(Map<String, String> options) throws Exception {
        String data = options.get("data");
        if (data == null) {
            throw new Wrong("quality needs --data FOLDER");
        }
        List<Report.Bar> missed = Quality.run(
                Path.of(data),
                Path.of(options.getOrDefault("out", ".enishi/bench-quality")),
                parts(options, Quality.PARTS));
        return missed.isEmpty();
    }

    private static boolean speed(Map<String, String> options) throws Exception {
        List<Report.Bar> missed = Speed.run(
                Path.of(System.getenv().getOrDefault("ENISHI_PROJECT", ".")),
                number(options, "talents", 100_000),
                number(options, "queries", 300),
                number(options, "seconds", 30),
                Path.of(options.getOrDefault("out", ".enishi/bench-speed")),
                parts(options, Speed.PARTS));
        return missed.isEmpty();
    }

    private static int number(Map<String, String> options, String name, int usual) throws Wrong {
        String value = options.getOrDefault(name, Integer.toString(usual));
        if (!value.matches("[1-9][0-9]{0,6}")) {
            throw new Wrong("--" + name + " takes a number from 1 to 9999999");
        }
        return Integer.parseInt(value);
    }

    private static boolean learn(Map<String, String> options) throws Exception {
        String feedback = options.get("feedback");
        if (feedback == null) {
            throw new Wrong(
                    "learn needs --feedback FILE, what /q/enishi/feedback of matching's management port answers");
        }
        return Learn.run(
                Path.of(feedback),
                Path.of(options.getOrDefault("weights", "services/matching/src/main/resources/weights.json")),
                Path.of(options.getOrDefault("out", ".enishi/bench-learn")),
                YearMonth.now(Clock.system(StateReader.ZONE)));
    }

    private static boolean teams(Map<String, String> options) throws Exception {
        Path out = Path.of(options.getOrDefault("out", ".enishi/bench-teams"));
        Set<String> parts = parts(options, List.of("cases", "pools"));
        List<Report.Bar> missed = new ArrayList<>();
        if (parts.contains("cases")) {
            missed.addAll(TeamBench.run(out, number(options, "questions", 200)));
        }
        if (parts.contains("pools")) {
            missed.addAll(PoolBench.run(out, number(options, "pools", 3)));
        }
        return missed.isEmpty();
    }

    static Set<String> parts(Map<String, String> options, List<String> all) throws Wrong {
        String only = options.get("only");
        if (only == null) {
            return new LinkedHashSet<>(all);
        }
        Set<String> parts = new LinkedHashSet<>(List.of(only.split(",")));
        if (!all.containsAll(parts)) {
            throw new Wrong("--only takes some of " + String.join(",", all));
        }
        return parts;
    }

    static Map<String, String> options(List<String> words, Set<String> known) throws Wrong {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> left = new ArrayList<>(words);
        while (!left.isEmpty()) {
            String word = left.removeFirst();
            if (!word.startsWith("--") || !known.contains(word.substring(2))) {
                throw new Wrong("unknown option " + word);
            }
            if (left.isEmpty()) {
                throw new Wrong(word + " needs a value");
            }
            options.put(word.substring(2), left.removeFirst());
        }
        return options;
    }
}
