package jp.enishi.bench.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import jp.enishi.bench.report.Report;
import jp.enishi.matching.index.TaxonomyVocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.taxonomy.Taxonomy;

/** Every measure of quality in one report. */
public final class Quality {
    /** The parts that can be run alone. */
    public static final List<String> PARTS = List.of("rjdb", "melo", "synonyms", "planted");

    private Quality() {}

    /** Returns the bars that were missed. */
    public static List<Report.Bar> run(Path data, Path out, Set<String> parts) throws IOException, SQLException {
        Report report = new Report(out, "quality", "Quality of matching");
        Taxonomy taxonomy = Taxonomy.load();
        TaxonomyVocabulary vocabulary = new TaxonomyVocabulary(taxonomy);
        if (parts.contains("rjdb")) {
            new Rjdb(vocabulary, report, out).run(existing(data.resolve("rjdb")));
        }
        if (parts.contains("melo")) {
            new Melo(vocabulary, report).run(existing(data.resolve("melo")), existing(data.resolve("onet")));
        }
        if (parts.contains("synonyms")) {
            new Synonyms(taxonomy, vocabulary, report)
                    .run(data.resolve("sudachi").resolve("synonyms.txt"));
        }
        if (parts.contains("planted")) {
            new Planted(vocabulary, report, Weights.load()).run();
        }
        return report.write();
    }

    /** The planted market and the rules that no change may break, with these weights; returns the bars that were missed. */
    public static List<Report.Bar> planted(Weights weights, Path out) throws IOException, SQLException {
        Report report = new Report(out, "planted", "Planted market with weights " + weights.version());
        new Planted(new TaxonomyVocabulary(Taxonomy.load()), report, weights).run();
        return report.write();
    }

    private static Path existing(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        return folder;
    }
}
