package jp.enishi.bench.learn;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.enishi.bench.learn.Learner.Learned;
import jp.enishi.bench.learn.Learner.Worth;
import jp.enishi.bench.quality.Quality;
import jp.enishi.bench.report.Report;
import jp.enishi.matching.score.Feature;
import jp.enishi.matching.score.Weights;

/** The command: reads feedback, learns, writes a new version of the weights file unless it would be worse. */
public final class Learn {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Learn() {}

    /** Returns whether new weights were written. */
    public static boolean run(Path feedbackFile, Path weightsFile, Path out, YearMonth now)
            throws IOException, SQLException {
        byte[] text = Files.readAllBytes(weightsFile);
        Weights present = Weights.read(text);
        Feedback feedback = Feedback.read(feedbackFile);
        Learned learned = new Learner(present).learn(feedback);
        System.out.printf(
                Locale.ROOT,
                "%d positions, %d judged pairs to learn from, %d lines without values left out%n",
                feedback.groups().size(),
                learned.judged(),
                feedback.leftOut());
        System.out.println("held out, present weights: " + worth(learned.before()));
        System.out.println("held out, new weights:     " + worth(learned.after()));
        if (learned.judged() < Learner.LEAST_PAIRS) {
            System.out.println("refused: fewer than " + Learner.LEAST_PAIRS + " judged pairs");
            return false;
        }
        if (!learned.better()) {
            System.out.println("refused: on the held-out cases the new weights are not better");
            return false;
        }
        ObjectNode file = (ObjectNode) JSON.readTree(text);
        String version = next(file.path("version").asText(), now);
        file.put("version", version);
        put(file, "client", learned.client());
        put(file, "talent", learned.talent());
        byte[] written = (JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                                .writeValueAsString(file)
                        + "\n")
                .getBytes(StandardCharsets.UTF_8);
        List<Report.Bar> missed = Quality.planted(Weights.read(written), out);
        if (!missed.isEmpty()) {
            System.out.println("refused: the new weights break a rule that the present ones keep");
            return false;
        }
        Files.write(weightsFile, written);
        System.out.println("written: " + weightsFile + ", version " + version);
        return true;
    }

    private static void put(ObjectNode file, String side, Map<Feature, Double> weights) {
        ObjectNode of = (ObjectNode) file.path(side);
        weights.forEach((feature, weight) -> of.put(feature.name(), weight));
    }

    /** Versions count within a month. */
    static String next(String version, YearMonth now) {
        String month = now.toString();
        if (version.matches("\\d{4}-\\d{2}-\\d{1,6}") && version.startsWith(month)) {
            return month + "-" + (Integer.parseInt(version.substring(month.length() + 1)) + 1);
        }
        return month + "-1";
    }

    private static String worth(Worth worth) {
        return String.format(Locale.ROOT, "nDCG@10 %.4f, pairs in order %.4f", worth.ndcg(), worth.pairs());
    }
}
