package jp.enishi.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.enishi.bench.quality.Quality;
import jp.enishi.bench.report.Report;

/** {@code ./enishi bench …}: ends with 0 when every bar is kept, 1 when one is missed, 2 when the words are wrong. */
public final class Main {
    private static final String USAGE = """
            Usage: ./enishi bench quality --data FOLDER [--out FOLDER] [--only rjdb,melo,synonyms,planted]
                   ./enishi bench teams [--questions 200] [--out FOLDER]
            """;

    private Main() {}

    /** What somebody typed wrong. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    public static void main(String[] arguments) throws Exception {
        try {
            System.exit(run(List.of(arguments)) ? 0 : 1);
        } catch (Wrong wrong) {
            System.err.println("enishi bench: " + wrong.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    private static boolean run(List<String> arguments) throws Exception {
        if (arguments.isEmpty()) {
            throw new Wrong("what shall be measured?");
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "quality" -> quality(options(rest, Set.of("data", "out", "only")));
            case "teams" -> teams(options(rest, Set.of("questions", "out")));
            default -> throw new Wrong("unknown: " + arguments.getFirst());
        };
    }

    private static boolean quality(Map<String, String> options) throws Exception {
        String data = options.get("data");
        if (data == null) {
            throw new Wrong("quality needs --data FOLDER");
        }
        List<Report.Bar> missed = Quality.run(
                Path.of(data), Path.of(options.getOrDefault("out", "bench-quality")), parts(options, Quality.PARTS));
        return missed.isEmpty();
    }

    private static boolean teams(Map<String, String> options) throws Exception {
        String questions = options.getOrDefault("questions", "200");
        if (!questions.matches("[1-9][0-9]{0,4}")) {
            throw new Wrong("--questions takes a number");
        }
        return TeamBench.run(Path.of(options.getOrDefault("out", "bench-teams")), Integer.parseInt(questions))
                .isEmpty();
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
