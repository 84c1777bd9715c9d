package jp.enishi.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void aViolationKeepsItsOwnArguments() {
        Map<String, Object> args = new HashMap<>(Map.of("missing", List.of("/title")));
        RuleViolation violation = new RuleViolation("case-incomplete", args);
        args.clear();
        assertThat(violation.code()).isEqualTo("case-incomplete");
        assertThat(violation.args()).hasToString("{missing=[/title]}");
    }

    @Test
    void aValidationFailureNamesSomething() {
        assertThatThrownBy(() -> new ValidationFailure(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheExpectedVersionPasses() {
        assertThatCode(() -> StaleVersion.check(3, 3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> StaleVersion.check(2, 3)).isInstanceOf(StaleVersion.class);
    }

    @Test
    void textBecomesCanonical() {
        assertThat(Text.canonical("　か\u3099 ")).isEqualTo("が");
        assertThat(Text.hasNul("a\0b")).isTrue();
        assertThat(Text.hasNul("ab")).isFalse();
    }
}
