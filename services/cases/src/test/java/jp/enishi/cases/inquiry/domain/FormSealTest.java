package jp.enishi.cases.inquiry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import jp.enishi.platform.kernel.ValidationFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormSealTest {
    private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");
    private static final FormSeal SEAL = new FormSeal("0123456789abcdef0123456789abcdef");

    @ParameterizedTest
    @CsvSource({
        "PT-1S, form-too-fast",
        "PT0S, form-too-fast",
        "PT2.999S, form-too-fast",
        "PT3S, ",
        "PT24H, ",
        "PT24H0.001S, form-expired",
        "P400D, form-expired"
    })
    void aFormIsGoodFromThreeSecondsToADay(Duration age, String code) {
        String sealed = SEAL.issue(NOW.minus(age));
        if (code == null) {
            assertThatCode(() -> SEAL.check(sealed, NOW)).doesNotThrowAnyException();
        } else {
            assertThat(refusal(sealed)).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "AAAA", "あ"})
    void whatWeNeverSealedIsRefused(String sealed) {
        assertThat(refusal(sealed)).isEqualTo("form-invalid");
    }

    @Test
    void noBitOfASealCanBeChanged() {
        byte[] sealed = Base64.getUrlDecoder().decode(SEAL.issue(NOW.minusSeconds(60)));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] forged = sealed.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(refusal(Base64.getUrlEncoder().encodeToString(forged))).isEqualTo("form-invalid");
        }
        String ofAnother = new FormSeal("another secret of at least 32 characters").issue(NOW.minusSeconds(60));
        assertThat(refusal(ofAnother)).isEqualTo("form-invalid");
    }

    @Test
    void aShortSecretIsNone() {
        assertThatThrownBy(() -> new FormSeal("short")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFingerprintIsOfMailboxAndWords() {
        var one = new Sender("A", "B", "a@b.example", null, "text", null);
        assertThat(SEAL.fingerprint(one))
                .isEqualTo(SEAL.fingerprint(new Sender("C", "D", "A@B.example", "0", "text", null)))
                .isNotEqualTo(SEAL.fingerprint(new Sender("A", "B", "a@b.example", null, "text.", null)))
                .isNotEqualTo(SEAL.fingerprint(new Sender("A", "B", "c@b.example", null, "text", null)));
    }

    private static String refusal(String sealed) {
        try {
            SEAL.check(sealed, NOW);
        } catch (ValidationFailure refused) {
            return refused.errors().getFirst().code();
        }
        return "accepted";
    }
}
