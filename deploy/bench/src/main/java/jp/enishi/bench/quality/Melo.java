package jp.enishi.bench.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import jp.enishi.bench.Words;
import jp.enishi.bench.report.Report;
import jp.enishi.bench.report.Sample;
import jp.enishi.matching.score.Vocabulary;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;

/**
 * MELO: for each O*NET title rank all ESCO names (MAP over names). Ours: closeness of words and of runs of letters by idf,
 * and the same through the other titles of the occupation that O*NET's table of alternate titles gives for the title.
 */
final class Melo {
    static final double BAR = 0.30;
    private static final int GRAM = 4;
    /** What an O*NET title says that it doesn't mean. */
    private static final Pattern EXCEPTIONS = Pattern.compile(",? except .*|,? all other", Pattern.CASE_INSENSITIVE);

    private static final int SLOW_SAMPLE = 20;

    private final Words words;
    private final Report report;

    Melo(Vocabulary vocabulary, Report report) {
        this.words = new Words(vocabulary);
        this.report = report;
    }

    void run(Path melo, Path onet) throws IOException, SQLException {
        Map<String, String> queries = table(melo.resolve("queries.tsv"));
        Map<String, String> names = table(melo.resolve("corpus_elements.tsv"));
        Map<String, Set<String>> relevant = new HashMap<>();
        for (String line : Files.readAllLines(melo.resolve("annotations.tsv"))) {
            String[] cells = line.split("\t");
            relevant.computeIfAbsent(cells[0], ignored -> new HashSet<>()).add(cells[2]);
        }
        List<String> ids = List.copyOf(names.keySet());
        List<String> texts = ids.stream().map(id -> names.getOrDefault(id, "")).toList();
        List<String> asked = List.copyOf(queries.keySet());
        List<String> titles =
                asked.stream().map(id -> queries.getOrDefault(id, "")).toList();
        boolean[][] labels = new boolean[asked.size()][ids.size()];
        for (int q = 0; q < asked.size(); q++) {
            Set<String> of = relevant.getOrDefault(asked.get(q), Set.of());
            for (int d = 0; d < ids.size(); d++) {
                labels[q][d] = of.contains(ids.get(d));
            }
        }
        report.heading("MELO: titles of occupations")
                .text(asked.size() + " O*NET titles rank " + ids.size() + " ESCO names; mean average precision over"
                        + " names. ESCO's grouping of names is not used.");
        List<List<String>> rows = new ArrayList<>();
        List<Report.Line> lines = new ArrayList<>();
        Titles space = new Titles(texts.stream().map(this::terms).toList());
        Titles pieces =
                new Titles(texts.stream().map(text -> grams(terms(text))).toList());
        Random random = new Random(42);
        double[] chance = new double[asked.size()];
        double[] own = new double[asked.size()];
        double[] ofGrams = new double[asked.size()];
        double[] withAliases = new double[asked.size()];
        Aliases aliases = Aliases.read(onet.resolve("Alternate Titles.txt"), this::terms);
        for (int q = 0; q < asked.size(); q++) {
            double[] noise = random.doubles(ids.size()).toArray();
            chance[q] = averagePrecision(noise, labels[q]);
            Set<String> title = terms(EXCEPTIONS.matcher(titles.get(q)).replaceAll(""));
            double[] close = space.closeness(title);
            double[] spelled = pieces.closeness(grams(title));
            own[q] = averagePrecision(close, labels[q]);
            ofGrams[q] = averagePrecision(spelled, labels[q]);
            List<Set<String>> others = aliases.of(title);
            double[] byWords = through(space, close, others, WORDS);
            double[] byGrams =
                    through(pieces, spelled, others.stream().map(Melo::grams).toList(), GRAMS);
            for (int d = 0; d < byWords.length; d++) {
                byWords[d] += byGrams[d];
            }
            withAliases[q] = averagePrecision(byWords, labels[q]);
        }
        add(rows, lines, "random", new Sample(chance));
        postgres(rows, lines, texts, titles, labels);
        List<String> stems =
                texts.stream().map(text -> String.join(" ", terms(text))).toList();
        try (WhitespaceAnalyzer spaces = new WhitespaceAnalyzer()) {
            for (boolean stemmed : new boolean[] {false, true}) {
                double[] plain = new double[asked.size()];
                for (int q = 0; q < asked.size(); q += BATCH) {
                    List<String> batch = titles.subList(q, Math.min(asked.size(), q + BATCH)).stream()
                            .map(title -> stemmed
                                    ? String.join(" ", terms(title))
                                    : title.toLowerCase(Locale.ROOT).replace(",", ""))
                            .toList();
                    double[][] scores = Baselines.bm25(
                            batch,
                            stemmed
                                    ? stems
                                    : texts.stream()
                                            .map(text -> text.toLowerCase(Locale.ROOT))
                                            .toList(),
                            spaces);
                    for (int i = 0; i < batch.size(); i++) {
                        plain[q + i] = averagePrecision(scores[i], labels[q + i]);
                    }
                }
                add(rows, lines, stemmed ? "BM25, our stems" : "BM25", new Sample(plain));
            }
        }
        add(rows, lines, "closeness of words", new Sample(own));
        add(rows, lines, "closeness of runs of letters", new Sample(ofGrams));
        Sample ours = new Sample(withAliases);
        add(rows, lines, "both, with alternate titles", ours);
        report.table(List.of("system", "MAP"), rows);
        report.chart("melo.svg", "MELO MAP", lines, BAR);
        report.atLeast("MELO MAP", ours.mean(), BAR);
    }

    private static final int BATCH = 160;

    /** How much a title's own closeness counts, the best of its alternates' and their mean. */
    private record Blend(double own, double best, double mean) {}

    private static final Blend WORDS = new Blend(0.2, 0.2, 0.5);
    private static final Blend GRAMS = new Blend(1, 0.7, 2);

    private static double[] through(Titles space, double[] own, List<Set<String>> others, Blend blend) {
        double[] best = new double[own.length];
        double[] sum = new double[own.length];
        for (Set<String> other : others) {
            double[] close = space.closeness(other);
            for (int d = 0; d < best.length; d++) {
                best[d] = Math.max(best[d], close[d]);
                sum[d] += close[d];
            }
        }
        double[] all = new double[own.length];
        for (int d = 0; d < all.length; d++) {
            all[d] = blend.own() * own[d] + blend.best() * best[d] + blend.mean() * sum[d] / Math.max(1, others.size());
        }
        return all;
    }

    /** Runs of four letters of each stem, so that forms of a word share some. */
    private static Set<String> grams(Set<String> stems) {
        Set<String> grams = new LinkedHashSet<>();
        for (String stem : stems) {
            String word = "^" + stem + "$";
            for (int i = 0; i == 0 || i + GRAM <= word.length(); i++) {
                grams.add(word.substring(i, Math.min(word.length(), i + GRAM)));
            }
        }
        return grams;
    }

    private static void add(List<List<String>> rows, List<Report.Line> lines, String name, Sample sample) {
        rows.add(List.of(name, sample.interval().toString()));
        lines.add(Report.Line.of(name, sample));
    }

    private static void postgres(
            List<List<String>> rows,
            List<Report.Line> lines,
            List<String> texts,
            List<String> titles,
            boolean[][] labels)
            throws IOException, SQLException {
        List<String> some = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int q = 0; q < titles.size(); q += SLOW_SAMPLE) {
            some.add(titles.get(q));
            numbers.add(q);
        }
        try (Baselines.Postgres postgres = new Baselines.Postgres(texts, "english")) {
            double[][] ranked = postgres.tsRank(some, "english");
            double[][] trigrams = postgres.trigrams(some);
            double[] one = new double[some.size()];
            double[] other = new double[some.size()];
            for (int i = 0; i < some.size(); i++) {
                one[i] = averagePrecision(ranked[i], labels[numbers.get(i)]);
                other[i] = averagePrecision(trigrams[i], labels[numbers.get(i)]);
            }
            add(rows, lines, "PostgreSQL ts_rank (every " + SLOW_SAMPLE + "th)", new Sample(one));
            add(rows, lines, "PostgreSQL pg_trgm (every " + SLOW_SAMPLE + "th)", new Sample(other));
        }
    }

    private Set<String> terms(String text) {
        return new LinkedHashSet<>(words.english(text));
    }

    private static Map<String, String> table(Path file) throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                table.put(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        return table;
    }

    /** What scores 0 was not found. */
    private static double averagePrecision(double[] scores, boolean[] relevant) {
        double[] grades = new double[scores.length];
        int total = 0;
        for (int i = 0; i < grades.length; i++) {
            grades[i] = relevant[i] ? 1 : 0;
            total += relevant[i] ? 1 : 0;
        }
        Integer[] order = Ranks.order(scores, grades);
        double sum = 0;
        int found = 0;
        for (int i = 0; i < order.length && found < total; i++) {
            if (scores[order[i]] <= 0) {
                break;
            }
            if (relevant[order[i]]) {
                found++;
                sum += (double) found / (i + 1);
            }
        }
        return total == 0 ? 0 : sum / total;
    }

    /** Names as vectors of idf weights of length 1. */
    private static final class Titles {
        private final Map<String, List<int[]>> postings = new HashMap<>();
        private final Map<String, Double> idf = new HashMap<>();
        private final double[] norms;

        Titles(List<Set<String>> names) {
            norms = new double[names.size()];
            for (int d = 0; d < names.size(); d++) {
                for (String term : names.get(d)) {
                    postings.computeIfAbsent(term, ignored -> new ArrayList<>()).add(new int[] {d});
                }
            }
            postings.forEach((term, list) -> idf.put(term, Math.log(1 + (double) names.size() / list.size())));
            for (int d = 0; d < norms.length; d++) {
                norms[d] = norm(names.get(d));
            }
        }

        private double norm(Set<String> terms) {
            double square = 0;
            for (String term : terms) {
                double weight = weight(term);
                square += weight * weight;
            }
            return Math.sqrt(square);
        }

        private double weight(String term) {
            return idf.getOrDefault(term, 0.0);
        }

        double[] closeness(Set<String> terms) {
            double[] close = new double[norms.length];
            double norm = norm(terms);
            if (norm == 0) {
                return close;
            }
            for (String term : terms) {
                double weight = weight(term);
                for (int[] posting : postings.getOrDefault(term, List.of())) {
                    close[posting[0]] += weight * weight / norm / norms[posting[0]];
                }
            }
            return close;
        }
    }

    /** Other titles of an occupation. The table has codes, not the occupations' own titles: the closest one is taken. */
    private record Aliases(Titles space, List<String> codes, Map<String, List<Set<String>>> byCode) {
        private static final double SURE = 0.5;

        static Aliases read(Path file, Function<String, Set<String>> terms) throws IOException {
            List<String> codes = new ArrayList<>();
            List<Set<String>> titles = new ArrayList<>();
            Map<String, List<Set<String>>> byCode = new HashMap<>();
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t");
                Set<String> title = terms.apply(cells[1]);
                codes.add(cells[0]);
                titles.add(title);
                byCode.computeIfAbsent(cells[0], ignored -> new ArrayList<>()).add(title);
            }
            return new Aliases(new Titles(titles), codes, byCode);
        }

        List<Set<String>> of(Set<String> title) {
            double[] close = space.closeness(title);
            Map<String, Double> votes = new HashMap<>();
            Integer[] order = Ranks.order(close, new double[close.length]);
            for (int i = 0; i < 20; i++) {
                double vote = close[order[i]];
                votes.merge(codes.get(order[i]), vote * vote * vote, Double::sum);
            }
            return votes.entrySet().stream()
                    .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .filter(ignored -> close[order[0]] >= SURE)
                    .map(best -> byCode.getOrDefault(best.getKey(), List.of()))
                    .orElse(List.of());
        }
    }
}
