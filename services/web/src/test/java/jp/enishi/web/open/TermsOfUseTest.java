package jp.enishi.web.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.page.Language;
import jp.enishi.web.page.Messages;
import jp.enishi.web.service.AgreedTerms;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.ServiceProblem.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsOfUseTest {
    private static final Shape SHAPE = Shape.of()
            .with(Kind.GIVEN, TermsOfUse.CARRIED)
            .with(Kind.CONFIRM, TermsOfUse.BOX)
            .build();

    /** What each version says, in both languages, as SHA-256. A line is added with a new version; none is ever changed. */
    private static final List<String> TEXTS =
            List.of("fc1e48417e1fcca655c26cd07d3ba766f882b20922d0024a8f884906fa92ba49");

    private static final TermsOfUse FIRST = new TermsOfUse();
    private static final TermsOfUse THIRD = new TermsOfUse() {
        @Override
        public int version() {
            return 3;
        }
    };

    /** Who agreed to a version agreed to this text: whoever changes it makes a new version, from a new day on. */
    @Test
    void aVersionIsOneText() {
        assertThat(FIRST.version()).isEqualTo(TEXTS.size());
        assertThat(text())
                .as("Another text is another version, from another day on, with its hash in TEXTS")
                .isEqualTo(TEXTS.get(FIRST.version() - 1));
        assertThat(LocalDate.parse(FIRST.since())).isAfterOrEqualTo(LocalDate.parse("2026-12-01"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4,", "0,", "-1,", "abc,", "'',", "01,", "1.0,", "10000,", "99999999999,", "３,"
    })
    void onlyVersionsThatThereWereAreKnown(String carried, Integer version) {
        assertThat(THIRD.known(carried)).isEqualTo(version == null ? OptionalInt.empty() : OptionalInt.of(version));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whoSentTheFormAgreedToWhatItCarried(int version) {
        assertThat(THIRD.agreedIn(posted(Integer.toString(version)))).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "0", "-1", "abc", ""})
    void whatThereNeverWasIsRefusedAtTheBox(String carried) {
        var refused = catchThrowableOfType(ServiceProblem.class, () -> THIRD.agreedIn(posted(carried)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.faults()).containsExactly(new Fault(TermsOfUse.BOX, "terms-other", Map.of()));
    }

    @Test
    void aFormIsShownWithTheVersionThatHolds() {
        Form current = THIRD.shownIn(posted("3"));
        assertThat(current.has(TermsOfUse.BOX, "true")).isTrue();
        assertThat(current.faults()).isEmpty();

        Form older = THIRD.shownIn(posted("2"));
        assertThat(older.value(TermsOfUse.CARRIED)).isEqualTo("3");
        assertThat(older.has(TermsOfUse.BOX, "true")).isFalse();
        assertThat(older.faults()).extracting(Fault::code).containsExactly("terms-other");

        Form fresh = THIRD.shownIn(Form.empty(SHAPE));
        assertThat(fresh.value(TermsOfUse.CARRIED)).isEqualTo("3");
        assertThat(fresh.faults()).isEmpty();
    }

    @Test
    void oneFaultAtTheBoxIsEnough() {
        Form older = posted("2");
        older.fault(TermsOfUse.BOX, "terms-other");

        assertThat(THIRD.shownIn(older).faults()).hasSize(1);
    }

    @Test
    void anAgreementToAnOlderVersionIsNotOneToThis() {
        assertThat(THIRD.agreedBy(List.of())).isFalse();
        assertThat(THIRD.agreedBy(List.of(agreed(2), agreed(1)))).isFalse();
        assertThat(THIRD.agreedBy(List.of(agreed(3), agreed(1)))).isTrue();
        assertThat(THIRD.agreedBy(List.of(agreed(4)))).isTrue();
    }

    private static AgreedTerms agreed(int version) {
        return new AgreedTerms(version, "2026-12-01T00:00:00Z");
    }

    private static Form posted(String carried) {
        return Form.posted(
                SHAPE, new MultivaluedHashMap<>(Map.of(TermsOfUse.CARRIED, carried, TermsOfUse.BOX, "true")));
    }

    private static String text() {
        var all = new StringBuilder();
        for (Language language : List.of(Language.JA, Language.EN)) {
            for (int clause = 1; Messages.find(language, "use_clause_" + clause) != null; clause++) {
                all.append(Messages.text(language, "use_clause_" + clause))
                        .append('\n')
                        .append(Messages.text(language, "use_text_" + clause))
                        .append('\n');
            }
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
