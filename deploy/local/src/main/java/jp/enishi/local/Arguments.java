package jp.enishi.local;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was typed after {@code ./enishi}. */
record Arguments(
        String command,
        List<String> names,
        Set<String> only,
        int portOffset,
        boolean follow,
        boolean yes,
        boolean aot,
        boolean fullSpeed,
        @Nullable String consumer,
        @Nullable String aggregate,
        @Nullable Instant to) {

    /** The options of each command; what another command knows is refused too, as it would do nothing. */
    private static final Map<String, Set<String>> OPTIONS = Map.ofEntries(
            Map.entry("up", Set.of("--only", "--port-offset", "--no-aot", "--full-speed")),
            Map.entry("down", Set.of()),
            Map.entry("status", Set.of()),
            Map.entry("logs", Set.of("-f", "--follow")),
            Map.entry("reset", Set.of("-y", "--yes")),
            Map.entry("demo", Set.of()),
            Map.entry("audit", Set.of()),
            Map.entry("secrets", Set.of()),
            Map.entry("backup", Set.of()),
            Map.entry("restore", Set.of("--to")),
            Map.entry("rebuild", Set.of("--consumer")),
            Map.entry("replay", Set.of("--consumer", "--aggregate")));

    /** How many names may follow the command. */
    private static final Map<String, Integer> NAMES = Map.of("logs", Integer.MAX_VALUE, "replay", 1, "rebuild", 1);

    /**
     * @param environment {@code ENISHI_PORT_OFFSET} and {@code ENISHI_ONLY} stand in for the options
     * @throws Failure for anything unknown
     */
    static Arguments parse(List<String> words, Map<String, String> environment) {
        if (words.isEmpty() || !OPTIONS.containsKey(words.getFirst())) {
            throw new Failure("Unknown command: " + String.join(" ", words) + ". See ./enishi help");
        }
        String command = words.getFirst();
        Set<String> only = list(environment.getOrDefault("ENISHI_ONLY", ""));
        String offset = environment.getOrDefault("ENISHI_PORT_OFFSET", "0");
        boolean follow = false;
        boolean yes = false;
        boolean aot = true;
        boolean fullSpeed = false;
        @Nullable String consumer = null;
        @Nullable String aggregate = null;
        @Nullable Instant to = null;
        List<String> names = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-") && !OPTIONS.getOrDefault(command, Set.of()).contains(word)) {
                throw new Failure("Unknown option for " + command + ": " + word + ". See ./enishi help");
            }
            switch (word) {
                case "--only" -> only = list(value(words, ++i, word));
                case "--port-offset" -> offset = value(words, ++i, word);
                case "--no-aot" -> aot = false;
                case "--full-speed" -> fullSpeed = true;
                case "-f", "--follow" -> follow = true;
                case "-y", "--yes" -> yes = true;
                case "--consumer" -> consumer = value(words, ++i, word);
                case "--aggregate" -> aggregate = value(words, ++i, word);
                case "--to" -> to = moment(value(words, ++i, word));
                default -> names.add(word);
            }
        }
        int most = NAMES.getOrDefault(command, 0);
        if (names.size() > most) {
            throw new Failure(command + " does not take \"" + names.get(most) + "\". See ./enishi help");
        }
        if (command.equals("replay") && names.isEmpty() && (consumer != null || aggregate != null)) {
            throw new Failure("Which service? ./enishi replay SERVICE --consumer … --aggregate …");
        }
        if (command.equals("rebuild") && names.isEmpty()) {
            throw new Failure("Which service? ./enishi rebuild SERVICE [--consumer …]");
        }
        return new Arguments(
                command,
                List.copyOf(names),
                only,
                number(offset),
                follow,
                yes,
                aot,
                fullSpeed,
                consumer,
                aggregate,
                to);
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new Failure("A moment is written as 2026-04-01T09:30:00+09:00 or 2026-04-01T00:30:00Z: " + text, e);
        }
    }

    private static int number(String offset) {
        try {
            int number = Integer.parseInt(offset);
            if (number >= 0 && number <= Ports.HIGHEST_OFFSET) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same message as for a number out of range
        }
        throw new Failure("The port offset must be a number from 0 to " + Ports.HIGHEST_OFFSET + ": " + offset);
    }

    private static String value(List<String> words, int index, String option) {
        if (index >= words.size() || words.get(index).startsWith("-")) {
            throw new Failure(option + " needs a value. See ./enishi help");
        }
        return words.get(index);
    }

    private static Set<String> list(String text) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(text.split(",")));
        names.remove("");
        return names;
    }
}
