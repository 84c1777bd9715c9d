package jp.enishi.local;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what each part is doing: redrawn in place on a terminal, one line per change elsewhere. */
public final class Progress {

    private record State(String text, long since, boolean done) {}

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, State> states = new LinkedHashMap<>();
    private int drawn;

    private Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public static Progress on(PrintStream out, boolean terminal) {
        return new Progress(out, terminal);
    }

    public static Progress silent() {
        return new Progress(new PrintStream(java.io.OutputStream.nullOutputStream()), false);
    }

    synchronized void expect(List<String> parts) {
        parts.forEach(part -> states.put(part, new State("waiting", System.nanoTime(), false)));
        draw();
    }

    synchronized void show(String part, String text, boolean done) {
        @org.jspecify.annotations.Nullable State before = states.get(part);
        long since = before == null || before.text().equals("waiting") ? System.nanoTime() : before.since();
        states.put(part, new State(text, since, done));
        if (terminal) {
            draw();
        } else {
            out.println(line(part, text, since, done));
            out.flush();
        }
    }

    /** Redraws running clocks; call it a few times a second on a terminal. */
    synchronized void draw() {
        if (!terminal) {
            return;
        }
        StringBuilder screen = new StringBuilder(drawn == 0 ? "" : "\033[" + drawn + "A");
        states.forEach((part, state) -> screen.append("\033[2K")
                .append(line(part, state.text(), state.since(), state.done()))
                .append('\n'));
        drawn = states.size();
        out.print(screen);
        out.flush();
        states.replaceAll((part, state) -> state);
    }

    private final Map<String, Double> finished = new java.util.HashMap<>();

    private String line(String part, String text, long since, boolean done) {
        double seconds = (System.nanoTime() - since) / 1e9;
        if (done) {
            seconds = finished.computeIfAbsent(part + text, key -> (System.nanoTime() - since) / 1e9);
        }
        if (text.equals("waiting")) {
            return "  %-14s %s".formatted(part, text);
        }
        return String.format(Locale.ROOT, "  %-14s %-24s %6.1f s", part, text, seconds);
    }
}
