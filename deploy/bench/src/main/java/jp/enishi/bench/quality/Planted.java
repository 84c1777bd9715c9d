package jp.enishi.bench.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jp.enishi.bench.planted.PlantedMarket;
import jp.enishi.bench.planted.PlantedMarket.PlantedCase;
import jp.enishi.bench.planted.PlantedMarket.PlantedTalent;
import jp.enishi.bench.planted.Truth;
import jp.enishi.bench.report.Report;
import jp.enishi.bench.report.Sample;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Explanation.Evidence;
import jp.enishi.matching.score.Explanation.Judged;
import jp.enishi.matching.score.Explanation.Verdict;
import jp.enishi.matching.score.Feature;
import jp.enishi.matching.score.Judgement;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Scorer;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.jspecify.annotations.Nullable;

/** The planted Japanese market: graded ranking, vetoes, and the rules that no change may break. */
final class Planted {
    private static final long SEED = 20261128;
    private static final int CASES = 40;
    private static final int DEPTH = 10;
    private static final int CANDIDATES = 200;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    static final double OVER_BM25 = 1.2;
    static final double TWIN = 0.02;
    private static final double SUM = 1e-9;
    private static final int PAIRS = 400;

    private final Vocabulary vocabulary;
    private final Report report;
    private final Weights weights;
    private final Scorer scorer;
    private final PlantedMarket market = new PlantedMarket(SEED, CASES);

    Planted(Vocabulary vocabulary, Report report, Weights weights) {
        this.vocabulary = vocabulary;
        this.report = report;
        this.weights = weights;
        this.scorer = new Scorer(vocabulary, weights);
    }

    void run() throws IOException, SQLException {
        List<PlantedCase> cases = market.cases();
        List<PlantedTalent> talents = market.talents();
        report.heading("Planted Japanese market")
                .text(cases.size() + " cases and " + talents.size()
                        + " talents from a seed; each pair's grade (0–3) comes from"
                        + " written rules (`Truth`) that share no code, weight or word list with the scorer. No human labels"
                        + " of Japanese pairs exist; this stands in for them.");
        double[][] grades = new double[cases.size()][talents.size()];
        for (int c = 0; c < cases.size(); c++) {
            for (int t = 0; t < talents.size(); t++) {
                grades[c][t] = Truth.grade(cases.get(c).wanted(), talents.get(t).facts());
            }
        }
        List<String> queries = cases.stream().map(PlantedCase::text).toList();
        List<String> texts = talents.stream().map(PlantedTalent::text).toList();
        Map<UUID, Integer> numbers = new HashMap<>();
        for (int t = 0; t < talents.size(); t++) {
            numbers.put(talents.get(t).id(), t);
        }
        List<Map<Integer, Judgement.Fit>> fits = new ArrayList<>();
        double[][] first = new double[cases.size()][talents.size()];
        double[][] full = new double[cases.size()][talents.size()];
        int dropped = 0;
        try (FirstStage stage = new FirstStage(vocabulary, weights)) {
            for (PlantedTalent talent : talents) {
                stage.add(talent.body());
            }
            stage.searchable();
            for (int c = 0; c < cases.size(); c++) {
                CaseState state = stage.read(cases.get(c).published());
                List<UUID> candidates = stage.candidates(state, CANDIDATES);
                Map<Integer, Judgement.Fit> of = new HashMap<>();
                for (int rank = 0; rank < candidates.size(); rank++) {
                    Integer t = numbers.get(candidates.get(rank));
                    if (t != null) {
                        first[c][t] = 1.0 / (rank + 1);
                        Profile profile =
                                stage.readTalent(talents.get(t).body()).profile();
                        if (scorer.judge(state.positions().getFirst(), profile, TODAY) instanceof Judgement.Fit fit) {
                            of.put(t, fit);
                            full[c][t] = fit.score();
                        }
                    }
                }
                for (int t = 0; t < talents.size(); t++) {
                    if (grades[c][t] >= 2 && !of.containsKey(t)) {
                        dropped++;
                    }
                }
                fits.add(of);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        List<Report.Line> lines = new ArrayList<>();
        add(rows, lines, "random", grades, Baselines.random(cases.size(), talents.size()));
        try (Baselines.Postgres postgres = new Baselines.Postgres(texts, "simple")) {
            add(rows, lines, "PostgreSQL ts_rank", grades, postgres.tsRank(queries, "simple"));
            add(rows, lines, "PostgreSQL pg_trgm", grades, postgres.trigrams(queries));
        }
        double[][] words;
        try (JapaneseAnalyzer japanese = new JapaneseAnalyzer()) {
            words = Baselines.bm25(queries, texts, japanese);
        }
        Sample plain = add(rows, lines, "BM25 (Kuromoji)", grades, words);
        double[][] allowed = new double[cases.size()][talents.size()];
        for (int c = 0; c < cases.size(); c++) {
            for (int t = 0; t < talents.size(); t++) {
                allowed[c][t] = fits.get(c).containsKey(t) ? words[c][t] : 0;
            }
        }
        add(rows, lines, "BM25 among those who pass our gates", grades, allowed);
        add(rows, lines, "our first stage", grades, first);
        Sample ours = add(rows, lines, "our score", grades, full);
        report.table(List.of("system", "nDCG@10"), rows);
        report.chart("planted.svg", "Planted market, nDCG@10", lines, plain.mean() * OVER_BM25);
        report.bar(
                "planted nDCG@10, ours over BM25",
                Report.number(ours.mean() / Math.max(1e-9, plain.mean())) + "×",
                "≥ " + OVER_BM25 + "×",
                ours.mean() >= OVER_BM25 * plain.mean());
        rules(grades, full, fits, dropped);
        ablation(grades, fits, ours);
        metamorphic(fits);
    }

    private Sample add(
            List<List<String>> rows, List<Report.Line> lines, String name, double[][] grades, double[][] scores) {
        Sample sample = sample(grades, scores);
        rows.add(List.of(name, sample.interval().toString()));
        lines.add(Report.Line.of(name, sample));
        return sample;
    }

    private Sample sample(double[][] grades, double[][] scores) {
        return new Sample(IntStream.range(0, grades.length)
                .mapToDouble(c -> Ranks.ndcg(judged(c, scores[c]), grades[c], DEPTH))
                .toArray());
    }

    private double[] judged(int number, double[] scores) {
        Truth.Wanted wanted = market.cases().get(number).wanted();
        double[] judged = scores.clone();
        for (int t = 0; t < judged.length; t++) {
            if (!Truth.judged(wanted, market.talents().get(t).facts())) {
                judged[t] = -1;
            }
        }
        return judged;
    }

    private void rules(double[][] grades, double[][] full, List<Map<Integer, Judgement.Fit>> fits, int dropped) {
        int vetoes = 0;
        int inversions = 0;
        long compared = 0;
        for (int c = 0; c < grades.length; c++) {
            Truth.Wanted wanted = market.cases().get(c).wanted();
            for (int t : fits.get(c).keySet()) {
                Truth.Facts facts = market.talents().get(t).facts();
                if (!Truth.judged(wanted, facts)) {
                    continue;
                }
                vetoes += Truth.vetoed(wanted, facts) ? 1 : 0;
                if (Truth.complete(wanted, facts)) {
                    for (int u : fits.get(c).keySet()) {
                        Truth.Facts other = market.talents().get(u).facts();
                        if (Truth.judged(wanted, other) && !Truth.complete(wanted, other)) {
                            compared++;
                            inversions += full[c][u] >= full[c][t] ? 1 : 0;
                        }
                    }
                }
            }
        }
        report.bar("vetoes broken", Integer.toString(vetoes), "0", vetoes == 0);
        report.bar(
                "must-incomplete at or above must-complete (of " + compared + " pairs)",
                Integer.toString(inversions),
                "0",
                inversions == 0);
        report.bar("must-complete talents (grade 2 or 3) not found", Integer.toString(dropped), "0", dropped == 0);
    }

    /** Each weight set to 0 in turn; the others keep their proportions. */
    private void ablation(double[][] grades, List<Map<Integer, Judgement.Fit>> fits, Sample ours) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<Report.Line> lines = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            double[][] without = new double[grades.length][grades.length == 0 ? 0 : grades[0].length];
            for (int c = 0; c < grades.length; c++) {
                int number = c;
                fits.get(c).forEach((t, fit) -> without[number][t] = 1e-6 + Rescore.without(fit, weights, feature));
            }
            Sample sample = sample(grades, without);
            rows.add(List.of(
                    feature.name(),
                    Report.number(sample.mean()),
                    ours.minus(sample).interval().toString()));
            lines.add(Report.Line.of(feature.name(), ours.mean() - sample.mean()));
        }
        report.text("Each feature of the service's score left out in turn:");
        report.table(List.of("left out", "nDCG@10 without", "its gain"), rows);
        report.chart("planted-ablation.svg", "Planted market: what each feature adds (nDCG@10)", lines, Double.NaN);
    }

    private void metamorphic(List<Map<Integer, Judgement.Fit>> fits) throws IOException {
        report.heading("Rules that no change may break");
        Map<String, int[]> broken = new LinkedHashMap<>();
        double twins = 0;
        double sums = 0;
        int met = 0;
        int without = 0;
        try (FirstStage stage = new FirstStage(vocabulary, weights)) {
            int pairs = 0;
            for (int c = 0; c < fits.size(); c++) {
                Requirement requirement = stage.read(market.cases().get(c).published())
                        .positions()
                        .getFirst();
                Truth.Wanted wanted = market.cases().get(c).wanted();
                for (int t : fits.get(c).keySet().stream()
                        .sorted()
                        .limit(PAIRS / CASES)
                        .toList()) {
                    pairs++;
                    PlantedTalent talent = market.talents().get(t);
                    Judgement.Fit before = judge(stage, requirement, talent.body());
                    if (before == null) {
                        continue;
                    }
                    check(broken, "one more must-have skill", before, stage, requirement, talent, body -> {
                        ArrayNode skills = (ArrayNode) body.path("sheet").path("skills");
                        for (String skill : wanted.must()) {
                            if (talent.facts().skills().getOrDefault(skill, 0.0) < wanted.years()) {
                                skills.addObject()
                                        .put("skill", skill)
                                        .put("years", wanted.years() + 1)
                                        .put("level", 5);
                                break;
                            }
                        }
                    });
                    check(
                            broken,
                            "more years",
                            before,
                            stage,
                            requirement,
                            talent,
                            body -> body.path("sheet")
                                    .path("skills")
                                    .forEach(skill -> ((ObjectNode) skill)
                                            .put("years", skill.path("years").asDouble() + 2)));
                    check(broken, "a lower rate", before, stage, requirement, talent, body -> {
                        for (String bound : List.of("minimum", "wish")) {
                            ObjectNode rate = (ObjectNode)
                                    body.path("wishes").path("rate").path(bound);
                            rate.put("amount", rate.path("amount").asLong() - 50_000);
                        }
                    });
                    check(
                            broken,
                            "an earlier date",
                            before,
                            stage,
                            requirement,
                            talent,
                            body -> ((ObjectNode) body.path("availability"))
                                    .put(
                                            "from",
                                            talent.facts().from().minusDays(45).toString()));
                    same(broken, "name, age, gender or origin words", before, stage, requirement, talent, body -> {
                        ObjectNode sheet = (ObjectNode) body.path("sheet");
                        sheet.put("initials", "Z.Z.").put("photo", "face.png").put("name", "山田花子");
                        sheet.put(
                                "summary",
                                sheet.path("summary").asText() + "女性、52歳、既婚。国籍はベトナム。最寄駅は品川。平成5年卒。"
                                        + "Female, aged 52, born 1974, married, Vietnamese.");
                    });
                    Judgement.Fit english = judge(stage, requirement, PlantedMarket.english(talent));
                    twins = Math.max(twins, english == null ? 1 : Math.abs(english.score() - before.score()));
                    double sum = before.explanation().features().stream()
                            .mapToDouble(Explanation.FeatureScore::contribution)
                            .sum();
                    sums = Math.max(sums, Math.abs(sum - before.score()));
                    Profile profile = stage.readTalent(talent.body()).profile();
                    for (Judged judged :
                            scorer.evidence(before.explanation(), profile).requirements()) {
                        if (judged.verdict() == Verdict.MET) {
                            met++;
                            without += shows(judged, talent.body()) ? 0 : 1;
                        }
                    }
                }
            }
            int all = pairs;
            broken.forEach((rule, count) -> report.bar(
                    rule + (rule.contains("words") ? " changes nothing" : " never lowers a score"),
                    count[0] + " of " + all + " broken",
                    "0",
                    count[0] == 0));
        }
        report.atMost("ja and en twin of one profile, largest difference", twins, TWIN, "");
        report.bar(
                "contributions add up to the score", String.format(Locale.ROOT, "%.1e", sums), "≤ 1e-9", sums <= SUM);
        report.bar(
                "every \"met\" (" + met + ") has evidence that contains the skill",
                without + " without",
                "0",
                without == 0);
    }

    /** Reads the passage from the body itself by the evidence's offsets, and the skill's names from the taxonomy. */
    private boolean shows(Judged judged, ObjectNode body) {
        Evidence evidence = judged.evidence();
        if (evidence == null) {
            return false;
        }
        Integer engagement = evidence.engagement();
        JsonNode sheet = body.path("sheet");
        JsonNode holder = engagement == null ? sheet : sheet.path("engagements").path(engagement);
        if (evidence.field().equals("skills")) {
            boolean listed = false;
            for (JsonNode skill : holder.path("skills")) {
                listed |= judged.skill()
                        .equals(
                                skill.isTextual()
                                        ? skill.asText()
                                        : skill.path("skill").asText());
            }
            return listed;
        }
        String text = holder.path(evidence.field()).asText();
        if (evidence.start() < 0 || evidence.end() > text.length() || evidence.start() >= evidence.end()) {
            return false;
        }
        String passage = text.substring(evidence.start(), evidence.end());
        return evidence.text().contains(passage)
                && vocabulary.mentions(passage).stream()
                        .anyMatch(mention -> mention.concept().equals(judged.skill()));
    }

    private void check(
            Map<String, int[]> broken,
            String rule,
            Judgement.Fit before,
            FirstStage stage,
            Requirement requirement,
            PlantedTalent talent,
            Consumer<ObjectNode> change) {
        Judgement.Fit after = changed(stage, requirement, talent, change);
        int[] count = broken.computeIfAbsent(rule, ignored -> new int[1]);
        if (after == null || after.score() < before.score() - 1e-12) {
            count[0]++;
        }
    }

    private void same(
            Map<String, int[]> broken,
            String rule,
            Judgement.Fit before,
            FirstStage stage,
            Requirement requirement,
            PlantedTalent talent,
            Consumer<ObjectNode> change) {
        Judgement.Fit after = changed(stage, requirement, talent, change);
        int[] count = broken.computeIfAbsent(rule, ignored -> new int[1]);
        if (after == null || after.score() != before.score()) {
            count[0]++;
        }
    }

    private Judgement.@Nullable Fit changed(
            FirstStage stage, Requirement requirement, PlantedTalent talent, Consumer<ObjectNode> change) {
        ObjectNode body = talent.body().deepCopy();
        change.accept(body);
        return judge(stage, requirement, body);
    }

    private Judgement.@Nullable Fit judge(FirstStage stage, Requirement requirement, ObjectNode body) {
        return scorer.judge(requirement, stage.readTalent(body).profile(), TODAY) instanceof Judgement.Fit fit
                ? fit
                : null;
    }
}
