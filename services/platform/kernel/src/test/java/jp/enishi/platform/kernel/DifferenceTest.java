package jp.enishi.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import jp.enishi.platform.kernel.Difference.Change;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void namesEveryChangedLeaf() {
        var before = Map.of("title", Map.of("ja", "旧"), "hours", 140, "must", List.of("a", "b"), "a/b", 1);
        var after = Map.of("title", Map.of("ja", "新", "en", "new"), "must", List.of("a"), "period", 6, "a/b", 2);
        assertThat(Difference.between(before, after))
                .containsExactly(
                        new Change("/a~1b", 1, 2),
                        new Change("/hours", 140, null),
                        new Change("/must/1", "b", null),
                        new Change("/period", null, 6),
                        new Change("/title/en", null, "new"),
                        new Change("/title/ja", "旧", "新"));
    }

    @Test
    void equalDocumentsHaveNone() {
        assertThat(Difference.between(List.of(Map.of("a", 1)), List.of(Map.of("a", 1))))
                .isEmpty();
    }
}
