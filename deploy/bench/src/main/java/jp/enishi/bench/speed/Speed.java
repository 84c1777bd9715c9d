package jp.enishi.bench.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import jp.enishi.bench.report.Report;
import jp.enishi.platform.taxonomy.Taxonomy;

/** Every measure of speed in one report, bounded by the numbers of talents and of queries. */
public final class Speed {
    public static final List<String> PARTS = List.of("process", "postgres");
    private static final long SEED = 20261128;

    private Speed() {}

    /** Returns the bars that were missed. */
    public static List<Report.Bar> run(int talents, int queries, Path out, Set<String> parts)
            throws IOException, SQLException {
        Report report = new Report(out, "speed", "Speed of matching");
        Taxonomy taxonomy = Taxonomy.load();
        report.text(Runtime.getRuntime().availableProcessors() + " processors, seed " + SEED
                + ". Other load on the machine makes the tails upper limits; ratios of one interleaved run are safer.");
        try (InProcess process = new InProcess(taxonomy, new Crowd(taxonomy, SEED), talents, queries, report)) {
            process.run(parts.contains("postgres"));
        }
        return report.write();
    }
}
