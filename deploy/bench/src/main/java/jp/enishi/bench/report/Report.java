package jp.enishi.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report in Markdown with charts in SVG beside it, and the bars that were kept or missed. */
public final class Report {
    private static final int WIDTH = 720;
    private static final int ROW = 26;
    private static final int LABEL = 260;

    /** A bar: what was measured against what was asked. */
    public record Bar(String name, String measured, String asked, boolean kept) {}

    /** One line of a chart; {@code low} and {@code high} are the ends of its interval. */
    public record Line(String name, double value, double low, double high) {
        public static Line of(String name, Sample sample) {
            Sample.Interval interval = sample.interval();
            return new Line(name, interval.mean(), interval.low(), interval.high());
        }

        public static Line of(String name, double value) {
            return new Line(name, value, value, value);
        }
    }

    private final Path folder;
    private final String name;
    private final String title;
    private final StringBuilder body = new StringBuilder();
    private final List<Bar> bars = new ArrayList<>();

    public Report(Path folder, String name, String title) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.name = name;
        this.title = title;
    }

    public Report heading(String text) {
        System.out.println("\n" + text);
        body.append("\n## ").append(text).append("\n\n");
        return this;
    }

    public Report text(String text) {
        body.append(text).append("\n\n");
        return this;
    }

    public Report table(List<String> head, List<List<String>> rows) {
        row(head);
        row(head.stream().map(ignored -> "---").toList());
        rows.forEach(this::row);
        body.append('\n');
        rows.forEach(row -> System.out.println("  " + String.join(" | ", row)));
        return this;
    }

    private void row(List<String> cells) {
        body.append("| ")
                .append(String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()))
                .append(" |\n");
    }

    public Report atLeast(String what, double measured, double asked) {
        return bar(what, number(measured), "≥ " + number(asked), measured >= asked);
    }

    public Report atMost(String what, double measured, double asked, String unit) {
        return bar(what, number(measured) + unit, "≤ " + number(asked) + unit, measured <= asked);
    }

    public Report bar(String what, String measured, String asked, boolean kept) {
        bars.add(new Bar(what, measured, asked, kept));
        System.out.println((kept ? "  kept    " : "  MISSED  ") + what + ": " + measured + " (asked " + asked + ")");
        return this;
    }

    public static String number(double value) {
        return Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.3f", value);
    }

    /** A bar chart; {@code bar} (or NaN) is drawn as the line that is to be reached. */
    public Report chart(String file, String caption, List<Line> lines, double bar) throws IOException {
        double most = Math.max(
                Double.isNaN(bar) ? 0 : bar,
                lines.stream().mapToDouble(Line::high).max().orElse(1));
        double scale = (WIDTH - LABEL - 80) / (most <= 0 ? 1 : most);
        int height = ROW * lines.size() + 40;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                        + "<text x=\"8\" y=\"18\" font-size=\"14\">%s</text>%n",
                WIDTH,
                height,
                escape(caption)));
        int y = 30;
        for (Line line : lines) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"#4a7ab5\"/>"
                            + "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"black\"/>"
                            + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
                    LABEL - 8,
                    y + 13,
                    escape(line.name()),
                    LABEL,
                    y,
                    Math.max(0, line.value() * scale),
                    LABEL + line.low() * scale,
                    LABEL + line.high() * scale,
                    y + 8,
                    y + 8,
                    LABEL + Math.max(0, line.high()) * scale + 6,
                    y + 13,
                    number(line.value())));
            y += ROW;
        }
        if (!Double.isNaN(bar)) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"26\" y2=\"%d\" stroke=\"#c0392b\" stroke-dasharray=\"4\"/>%n",
                    LABEL + bar * scale,
                    LABEL + bar * scale,
                    y));
        }
        svg.append("</svg>\n");
        Files.writeString(folder.resolve(file), svg);
        body.append("![").append(caption).append("](").append(file).append(")\n\n");
        return this;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Writes the report; returns the bars that were missed. */
    public List<Bar> write() throws IOException {
        StringBuilder all = new StringBuilder("# " + title + "\n\n");
        all.append("| bar | measured | asked | |\n| --- | --- | --- | --- |\n");
        for (Bar bar : bars) {
            all.append("| ")
                    .append(bar.name())
                    .append(" | ")
                    .append(bar.measured())
                    .append(" | ")
                    .append(bar.asked())
                    .append(" | ")
                    .append(bar.kept() ? "kept" : "**missed**")
                    .append(" |\n");
        }
        all.append(body);
        Path file = folder.resolve(name + ".md");
        Files.writeString(file, all);
        List<Bar> missed = bars.stream().filter(bar -> !bar.kept()).toList();
        System.out.println(
                "\nReport: " + file + "; " + (bars.size() - missed.size()) + " of " + bars.size() + " bars kept");
        missed.forEach(bar ->
                System.out.println("missed: " + bar.name() + ": " + bar.measured() + " (asked " + bar.asked() + ")"));
        return missed;
    }
}
