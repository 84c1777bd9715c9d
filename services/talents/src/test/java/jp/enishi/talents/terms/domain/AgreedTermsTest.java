package jp.enishi.talents.terms.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.ValidationFailure;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgreedTermsTest {
    private static final UUID TALENT = UUID.fromString("01980000-0000-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9_999})
    void a_version_is_agreed_to_at_a_time(int version) {
        assertThat(AgreedTerms.agree(TALENT, version, NOW)).isEqualTo(new AgreedTerms(TALENT, version, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        ", required",
        "0, out-of-range",
        "-1, out-of-range",
        "-2147483648, out-of-range",
        "10000, out-of-range",
        "2147483647, out-of-range"
    })
    void what_is_no_version_is_not_agreed_to(@Nullable Integer version, String code) {
        assertThatThrownBy(() -> AgreedTerms.agree(TALENT, version, NOW))
                .asInstanceOf(InstanceOfAssertFactories.type(ValidationFailure.class))
                .extracting(ValidationFailure::errors, InstanceOfAssertFactories.list(FieldError.class))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.pointer()).isEqualTo("/terms");
                    assertThat(error.code()).isEqualTo(code);
                });
    }

    @Test
    void a_refusal_says_the_range() {
        assertThatThrownBy(() -> AgreedTerms.agree(TALENT, 0, NOW))
                .asInstanceOf(InstanceOfAssertFactories.type(ValidationFailure.class))
                .satisfies(refused -> assertThat(
                                (Object) refused.errors().getFirst().args())
                        .isEqualTo(Map.of("min", 1L, "max", 9_999L)));
    }
}
