package jp.enishi.local;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was typed after {@code ./enishi}. */
record Arguments(
        String command,
        List<String> names,
        Set<String> only,
        int portOffset,
        boolean follow,
        boolean yes,
        boolean aot) {

    private static final Set<String> COMMANDS = Set.of("up", "down", "status", "logs", "reset", "demo");

    /**
     * @param environment {@code ENISHI_PORT_OFFSET} and {@code ENISHI_ONLY} stand in for the options
     * @throws Failure for anything unknown
     */
    static Arguments parse(List<String> words, Map<String, String> environment) {
        if (words.isEmpty() || !COMMANDS.contains(words.getFirst())) {
            throw new Failure("Unknown command: " + String.join(" ", words) + ". See ./enishi help");
        }
        Set<String> only = list(environment.getOrDefault("ENISHI_ONLY", ""));
        String offset = environment.getOrDefault("ENISHI_PORT_OFFSET", "0");
        boolean follow = false;
        boolean yes = false;
        boolean aot = true;
        List<String> names = new java.util.ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--only" -> only = list(value(words, ++i, word));
                case "--port-offset" -> offset = value(words, ++i, word);
                case "--no-aot" -> aot = false;
                case "-f", "--follow" -> follow = true;
                case "-y", "--yes" -> yes = true;
                default -> {
                    if (word.startsWith("-") || !words.getFirst().equals("logs")) {
                        throw new Failure(
                                "Unknown option for " + words.getFirst() + ": " + word + ". See ./enishi help");
                    }
                    names.add(word);
                }
            }
        }
        try {
            return new Arguments(
                    words.getFirst(), List.copyOf(names), only, Integer.parseInt(offset), follow, yes, aot);
        } catch (NumberFormatException e) {
            throw new Failure("The port offset must be a number: " + offset, e);
        }
    }

    private static String value(List<String> words, int index, String option) {
        if (index >= words.size()) {
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
