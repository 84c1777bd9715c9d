package jp.enishi.bench.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.enishi.bench.Words;
import jp.enishi.bench.learn.PairwiseRegression;
import jp.enishi.bench.learn.PairwiseRegression.Pair;
import jp.enishi.bench.quality.JobMatch.Feature;
import jp.enishi.bench.report.Report;
import jp.enishi.bench.report.Sample;
import jp.enishi.matching.score.Vocabulary;
import org.apache.lucene.analysis.en.EnglishAnalyzer;

/**
 * RJDB: for each job description rank all résumés of the file; its matched one has grade 2, its near miss 1, all others 0.
 * Weights are learned on four fifths of the descriptions, with pairs among those fifths' résumés only, and judged on the
 * last fifth over all résumés.
 */
final class Rjdb {
    private static final int FOLDS = 5;
    private static final int HARD = 10;
    private static final double HARD_WEIGHT = 0.5;
    private static final double PULL = 1e-4;
    private static final int ROUNDS = 600;
    private static final int DEPTH = 10;
    /** PostgreSQL takes most of a second for one description: it answers every fifth. */
    private static final int SLOW_SAMPLE = 5;

    static final double NDCG_BAR = 0.97;
    static final double PAIR_BAR = 0.98;
    private static final String WEIGHTS = "/rjdb-weights.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Job descriptions with their résumés: those of description q are 2q (matched) and 2q + 1 (near miss). */
    private record Data(List<String> jobs, List<String> people) {
        static Data read(Path file) throws IOException {
            List<String> jobs = new ArrayList<>();
            List<String> people = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    JsonNode row = JSON.readTree(line);
                    jobs.add(row.path("Job-Description").asText());
                    people.add(row.path("Resume-matched").asText());
                    people.add(row.path("Resume-unmatched").asText());
                }
            }
            return new Data(jobs, people);
        }
    }

    /** What a system achieves, description by description. */
    record Outcome(Sample ndcg, Sample reciprocal, Sample first, Sample pair) {
        List<String> row(String name) {
            return List.of(
                    name,
                    ndcg.interval().toString(),
                    reciprocal.interval().toString(),
                    Report.number(first.mean()),
                    pair.interval().toString());
        }
    }

    private final Vocabulary vocabulary;
    private final Report report;
    private final Path out;

    Rjdb(Vocabulary vocabulary, Report report, Path out) {
        this.vocabulary = vocabulary;
        this.report = report;
        this.out = out;
    }

    void run(Path folder) throws IOException, SQLException {
        Path dev = folder.resolve("dev.jsonl");
        Data data = Data.read(dev);
        double[][][] features = features(data);
        report.heading("RJDB: job descriptions and résumés")
                .text("Each of " + data.jobs().size() + " job descriptions ranks all "
                        + data.people().size()
                        + " résumés of the file; grade 2 for the matched one, 1 for the near miss."
                        + " Learned weights are judged on descriptions that they were not learned from (" + FOLDS
                        + " folds). PostgreSQL answers every fifth description, it is slow. Names, addresses and education are not read. 95 % intervals by bootstrap over the"
                        + " descriptions.");
        List<List<String>> rows = new ArrayList<>();
        List<Report.Line> ndcg = new ArrayList<>();
        List<Report.Line> pairs = new ArrayList<>();
        double[][] learned = folds(features);
        Outcome plain = null;
        for (Named system : baselines(data)) {
            Outcome outcome = outcome(system.queries(), system.scores());
            if (system.name().equals("BM25")) {
                plain = outcome;
            }
            rows.add(outcome.row(system.name()));
            ndcg.add(Report.Line.of(system.name(), outcome.ndcg()));
            pairs.add(Report.Line.of(system.name(), outcome.pair()));
        }
        Outcome even = outcome(scores(features, q -> even()));
        rows.add(even.row("our features, equal weights"));
        Outcome ours = outcome(scores(features, q -> learned[q % FOLDS]));
        rows.add(ours.row("our features, learned (held out)"));
        ndcg.add(Report.Line.of("learned (held out)", ours.ndcg()));
        pairs.add(Report.Line.of("learned (held out)", ours.pair()));
        double[] checkedIn = checkedIn();
        rows.add(outcome(scores(features, q -> checkedIn)).row("weights as checked in (learned on all of dev.jsonl)"));
        double[] monotone = checkedIn.clone();
        report.table(List.of("system", "nDCG@10", "MRR", "P@1", "pair accuracy"), rows);
        report.chart("rjdb-ndcg.svg", "RJDB nDCG@10", ndcg, NDCG_BAR);
        report.chart("rjdb-pairs.svg", "RJDB: matched beats near miss", pairs, PAIR_BAR);
        if (plain != null) {
            report.text("Against plain BM25, description by description: nDCG@10 "
                    + ours.ndcg().minus(plain.ndcg()).interval() + ", pair accuracy "
                    + ours.pair().minus(plain.pair()).interval() + ".");
        }
        report.atLeast("RJDB nDCG@10 (held out)", ours.ndcg().mean(), NDCG_BAR);
        report.atLeast("RJDB pair accuracy (held out)", ours.pair().mean(), PAIR_BAR);
        ablation(features, ours, monotone);
        double[] all = fit(features, -1);
        save(all);
        others(folder, dev, all);
    }

    private void ablation(double[][][] features, Outcome ours, double[] weights) throws IOException {
        report.text("Each feature left out in turn, the others learned anew, held out:");
        List<List<String>> rows = new ArrayList<>();
        List<Report.Line> lines = new ArrayList<>();
        for (Feature left : Feature.values()) {
            Outcome without = outcome(held(features, List.of(left)));
            lines.add(Report.Line.of(
                    left.name(),
                    ours.ndcg().mean()
                            - without.ndcg().mean()
                            + ours.pair().mean()
                            - without.pair().mean()));
            rows.add(List.of(
                    left.name(),
                    String.format(Locale.ROOT, "%.2f", weights[left.ordinal()]),
                    Report.number(without.ndcg().mean()),
                    ours.ndcg().minus(without.ndcg()).interval().toString(),
                    Report.number(without.pair().mean()),
                    ours.pair().minus(without.pair()).interval().toString()));
        }
        Outcome monotone = outcome(held(features, List.of(Feature.FOCUS_SKILLS, Feature.FOCUS_TITLES)));
        rows.add(List.of(
                "both FOCUS (all others never fall by more skill)",
                "",
                Report.number(monotone.ndcg().mean()),
                ours.ndcg().minus(monotone.ndcg()).interval().toString(),
                Report.number(monotone.pair().mean()),
                ours.pair().minus(monotone.pair()).interval().toString()));
        report.table(List.of("left out", "weight", "nDCG@10 without", "its gain", "pairs without", "its gain"), rows);
        report.chart("rjdb-ablation.svg", "RJDB: what each feature adds (nDCG@10 + pair accuracy)", lines, Double.NaN);
    }

    /** Any other file of the folder is judged with what was learned on all of the first one. */
    private void others(Path folder, Path dev, double[] weights) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".jsonl") && !file.equals(dev))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Outcome outcome = outcome(scores(features(Data.read(file)), q -> weights));
            String name = String.valueOf(file.getFileName());
            report.table(
                    List.of("file", "nDCG@10", "MRR", "P@1", "pair accuracy"),
                    List.of(outcome.row(name + ", learned on dev.jsonl")));
            report.atLeast("RJDB " + name + " nDCG@10", outcome.ndcg().mean(), NDCG_BAR);
            report.atLeast("RJDB " + name + " pair accuracy", outcome.pair().mean(), PAIR_BAR);
        }
    }

    /** Scores of a system for the descriptions of these numbers. */
    private record Named(String name, List<Integer> queries, double[][] scores) {
        Named(String name, double[][] scores) {
            this(name, IntStream.range(0, scores.length).boxed().toList(), scores);
        }
    }

    private List<Named> baselines(Data data) throws IOException, SQLException {
        List<Named> systems = new ArrayList<>();
        systems.add(new Named(
                "random", Baselines.random(data.jobs().size(), data.people().size())));
        try (Baselines.Postgres postgres = new Baselines.Postgres(data.people(), "english")) {
            List<Integer> asked = IntStream.range(0, data.jobs().size())
                    .filter(q -> q % SLOW_SAMPLE == 0)
                    .boxed()
                    .toList();
            List<String> jobs = asked.stream().map(data.jobs()::get).toList();
            systems.add(new Named("PostgreSQL ts_rank", asked, postgres.tsRank(jobs, "english")));
            systems.add(new Named("PostgreSQL pg_trgm", asked, postgres.trigrams(jobs)));
        }
        try (EnglishAnalyzer english = new EnglishAnalyzer()) {
            systems.add(new Named("BM25", Baselines.bm25(data.jobs(), data.people(), english)));
        }
        systems.add(
                new Named("our first stage (text only)", FirstStage.byText(vocabulary, data.jobs(), data.people())));
        return systems;
    }

    private double[][][] features(Data data) {
        JobMatch match = new JobMatch(new Words(vocabulary));
        List<JobMatch.Job> jobs = data.jobs().stream().map(match::job).toList();
        List<JobMatch.Person> people = data.people().stream().map(match::person).toList();
        return IntStream.range(0, jobs.size())
                .parallel()
                .mapToObj(q -> people.stream()
                        .map(person -> match.features(jobs.get(q), person))
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    private static double[] even() {
        double[] even = new double[Feature.values().length];
        Arrays.fill(even, 1);
        return even;
    }

    private static double[][] folds(double[][][] features) {
        return IntStream.range(0, FOLDS)
                .parallel()
                .mapToObj(fold -> fit(features, fold))
                .toArray(double[][]::new);
    }

    private static double[][] held(double[][][] features, List<Feature> left) {
        double[][][] without = new double[features.length][][];
        for (int q = 0; q < features.length; q++) {
            without[q] = new double[features[q].length][];
            for (int d = 0; d < features[q].length; d++) {
                without[q][d] = features[q][d].clone();
                for (Feature feature : left) {
                    without[q][d][feature.ordinal()] = 0;
                }
            }
        }
        double[][] learned = folds(without);
        return scores(without, q -> learned[q % FOLDS]);
    }

    /** Learns from all descriptions but those of the fold, −1 for all, and never from another fold's résumés. */
    private static double[] fit(double[][][] features, int fold) {
        List<Pair> pairs = new ArrayList<>();
        double[] even = even();
        for (int q = 0; q < features.length; q++) {
            if (q % FOLDS == fold) {
                continue;
            }
            double[][] of = features[q];
            int own = q;
            pairs.add(pair(of[2 * q], of[2 * q + 1], 1));
            List<Integer> hard = IntStream.range(0, of.length)
                    .filter(d -> d / 2 != own && d / 2 % FOLDS != fold)
                    .boxed()
                    .sorted(Comparator.comparingDouble(d -> -PairwiseRegression.dot(even, of[d])))
                    .limit(HARD)
                    .toList();
            for (int d : hard) {
                pairs.add(pair(of[2 * q], of[d], HARD_WEIGHT / HARD));
                pairs.add(pair(of[2 * q + 1], of[d], HARD_WEIGHT / HARD));
            }
        }
        return new PairwiseRegression(PULL, ROUNDS).fit(pairs, even);
    }

    private static Pair pair(double[] better, double[] worse, double weight) {
        double[] difference = new double[better.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = better[i] - worse[i];
        }
        return new Pair(difference, weight);
    }

    private static double[][] scores(double[][][] features, IntFunction<double[]> weights) {
        double[][] scores = new double[features.length][];
        for (int q = 0; q < features.length; q++) {
            double[] w = weights.apply(q);
            scores[q] = Arrays.stream(features[q])
                    .mapToDouble(row -> PairwiseRegression.dot(w, row))
                    .toArray();
        }
        return scores;
    }

    private static Outcome outcome(double[][] scores) {
        return outcome(IntStream.range(0, scores.length).boxed().toList(), scores);
    }

    private static Outcome outcome(List<Integer> numbers, double[][] scores) {
        int queries = scores.length;
        double[] ndcg = new double[queries];
        double[] reciprocal = new double[queries];
        double[] first = new double[queries];
        double[] pair = new double[queries];
        for (int q = 0; q < queries; q++) {
            double[] grades = new double[scores[q].length];
            int matched = 2 * numbers.get(q);
            grades[matched] = 2;
            grades[matched + 1] = 1;
            ndcg[q] = Ranks.ndcg(scores[q], grades, DEPTH);
            int rank = Ranks.rank(scores[q], matched);
            reciprocal[q] = 1.0 / rank;
            first[q] = rank == 1 ? 1 : 0;
            pair[q] = scores[q][matched] > scores[q][matched + 1] ? 1 : 0;
        }
        return new Outcome(new Sample(ndcg), new Sample(reciprocal), new Sample(first), new Sample(pair));
    }

    private static double[] checkedIn() throws IOException {
        try (InputStream file = Rjdb.class.getResourceAsStream(WEIGHTS)) {
            if (file == null) {
                throw new IOException(WEIGHTS + " is not on the class path");
            }
            JsonNode weights = JSON.readTree(file);
            double[] values = new double[Feature.values().length];
            for (Feature feature : Feature.values()) {
                values[feature.ordinal()] = weights.required(feature.name()).asDouble();
            }
            return values;
        }
    }

    private void save(double[] weights) throws IOException {
        ObjectNode file = JSON.createObjectNode();
        for (Feature feature : Feature.values()) {
            file.put(feature.name(), Math.round(weights[feature.ordinal()] * 1000) / 1000.0);
        }
        Files.writeString(
                out.resolve("rjdb-weights.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n");
    }
}
