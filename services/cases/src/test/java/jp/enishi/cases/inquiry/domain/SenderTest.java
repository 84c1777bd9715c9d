package jp.enishi.cases.inquiry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.ValidationFailure;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(ints = {1, 2, 9_999})
    void whoAsksMayHaveAgreedToAVersionOfTheTerms(@Nullable Integer terms) {
        assertThat(sender("a@b.example", terms).terms()).isEqualTo(terms);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 10_000, Integer.MAX_VALUE})
    void whatIsNoVersionOfTheTermsIsRefused(int terms) {
        var refused = catchThrowableOfType(ValidationFailure.class, () -> sender("a@b.example", terms));

        assertThat(refused.errors())
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(Tuple.tuple("/terms", "out-of-range"));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        var refused = catchThrowableOfType(ValidationFailure.class, () -> sender("nobody", 0));

        assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly("/email", "/terms");
    }

    private static Sender sender(String email, @Nullable Integer terms) {
        return Sender.of("株式会社みなと", "山田 花子", email, null, "PMOを探しています。", terms);
    }
}
