package jp.enishi.matching.feedback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jp.enishi.matching.score.Judgement;
import org.jspecify.annotations.Nullable;

/** Score and feature values as a row keeps them; a pair that isn't known or breaks a hard condition has none (score -1). */
record Seen(double score, String features) {
    static Seen of(@Nullable Judgement judgement) {
        ObjectNode features = JsonNodeFactory.instance.objectNode();
        if (judgement instanceof Judgement.Fit fit) {
            fit.explanation()
                    .features()
                    .forEach(feature -> features.put(feature.name().name(), feature.value()));
            return new Seen(fit.score(), features.toString());
        }
        return new Seen(-1, features.toString());
    }
}
