package jp.enishi.bench.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.enishi.bench.report.Report;
import jp.enishi.bench.report.Sample;
import jp.enishi.matching.index.TaxonomyVocabulary;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;

/**
 * Japanese synonyms inside our taxonomy: of each Sudachi group with a form that the taxonomy knows, one form is searched and
 * each other form stands in a document of its own, among one document of every name of every skill. Found when it is among
 * the first ten.
 */
final class Synonyms {
    static final double BAR = 0.95;
    private static final int DEPTH = 10;
    private static final String SENTENCE = "前職では%sを担当しました。";

    private record Pair(String asked, String held) {}

    private final Taxonomy taxonomy;
    private final TaxonomyVocabulary vocabulary;
    private final Report report;

    Synonyms(Taxonomy taxonomy, TaxonomyVocabulary vocabulary, Report report) {
        this.taxonomy = taxonomy;
        this.vocabulary = vocabulary;
        this.report = report;
    }

    void run(Path file) throws IOException {
        List<List<String>> groups = groups(file);
        List<Pair> pairs = new ArrayList<>();
        int used = 0;
        int unknownForms = 0;
        for (List<String> group : groups) {
            List<String> known = group.stream()
                    .filter(form -> taxonomy.find(form).isPresent())
                    .toList();
            if (known.isEmpty()) {
                continue;
            }
            used++;
            unknownForms += group.size() - known.size();
            for (String asked : group) {
                for (String held : group) {
                    if (!asked.equals(held)) {
                        pairs.add(new Pair(asked, held));
                    }
                }
            }
        }
        List<Pair> inside = pairs.stream()
                .filter(pair -> taxonomy.find(pair.asked()).isPresent()
                        && taxonomy.find(pair.held()).equals(taxonomy.find(pair.asked())))
                .toList();
        report.heading("Japanese synonyms")
                .text(groups.size() + " Sudachi groups; " + used + " have a form that the taxonomy knows. "
                        + unknownForms + " of their forms are not in the taxonomy: of all " + pairs.size()
                        + " pairs of forms, " + inside.size() + " are of one concept of ours.");
        List<List<String>> rows = new ArrayList<>();
        List<String> documents = documents(pairs);
        Sample plainAll;
        Sample plainInside;
        try (JapaneseAnalyzer japanese = new JapaneseAnalyzer()) {
            plainAll = recall(pairs, documents, japanese);
            plainInside = recall(inside, documents, japanese);
        }
        Sample ours = tagged(inside, documents);
        Sample oursAll = tagged(pairs, documents);
        rows.add(List.of(
                "plain Kuromoji BM25",
                plainInside.interval().toString(),
                plainAll.interval().toString()));
        rows.add(List.of(
                "our concepts", ours.interval().toString(), oursAll.interval().toString()));
        report.table(
                List.of("system", "recall@10, groups in our taxonomy", "recall@10, all forms of those groups"), rows);
        report.chart(
                "synonyms.svg",
                "Japanese synonyms, recall@10",
                List.of(
                        Report.Line.of("plain Kuromoji BM25", plainInside),
                        Report.Line.of("our concepts", ours),
                        Report.Line.of("our concepts, also forms we don't know", oursAll)),
                BAR);
        report.atLeast("Japanese synonyms in our taxonomy, recall@10", ours.mean(), BAR);
    }

    private List<String> documents(List<Pair> pairs) {
        Set<String> forms = new LinkedHashSet<>();
        pairs.forEach(pair -> forms.add(pair.held()));
        taxonomy.skills().forEach(skill -> forms.add(skill.ja()));
        return forms.stream().map(SENTENCE::formatted).toList();
    }

    private static Sample recall(List<Pair> pairs, List<String> documents, JapaneseAnalyzer analyzer)
            throws IOException {
        Map<String, double[]> scores = new LinkedHashMap<>();
        List<String> asked = pairs.stream().map(Pair::asked).distinct().toList();
        double[][] all = Baselines.bm25(asked, documents, analyzer);
        for (int i = 0; i < asked.size(); i++) {
            scores.put(asked.get(i), all[i]);
        }
        return recall(pairs, documents, scores);
    }

    private static Sample recall(List<Pair> pairs, List<String> documents, Map<String, double[]> scores) {
        return new Sample(pairs.stream()
                .mapToDouble(pair -> {
                    double[] of = scores.getOrDefault(pair.asked(), new double[documents.size()]);
                    int own = documents.indexOf(SENTENCE.formatted(pair.asked()));
                    int item = documents.indexOf(SENTENCE.formatted(pair.held()));
                    int rank = 1;
                    for (int i = 0; i < of.length; i++) {
                        // The form that was typed is no competitor of its synonym.
                        if (i != item && i != own && of[i] >= of[item]) {
                            rank++;
                        }
                    }
                    return of[item] > 0 && rank <= DEPTH ? 1 : 0;
                })
                .toArray());
    }

    /** The concepts that the tagger finds in the words asked for, against those that it finds in each document. */
    private Sample tagged(List<Pair> pairs, List<String> documents) {
        List<Set<String>> held = documents.stream().map(this::concepts).toList();
        Map<String, double[]> scores = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            scores.computeIfAbsent(pair.asked(), asked -> {
                Set<String> wanted = concepts(asked);
                return held.stream()
                        .mapToDouble(of -> wanted.stream().filter(of::contains).count())
                        .toArray();
            });
        }
        return recall(pairs, documents, scores);
    }

    private Set<String> concepts(String text) {
        Set<String> concepts = new LinkedHashSet<>();
        vocabulary.mentions(text).forEach(mention -> concepts.add(mention.concept()));
        return concepts;
    }

    private static List<List<String>> groups(Path file) throws IOException {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split(",");
            // Expansion flag 2: a form that the dictionary's makers have withdrawn.
            if (cells.length > 8 && !cells[2].equals("2")) {
                groups.computeIfAbsent(cells[0], ignored -> new LinkedHashSet<>())
                        .add(cells[8]);
            }
        }
        return groups.values().stream()
                .filter(group -> group.size() > 1)
                .map(List::copyOf)
                .toList();
    }
}
