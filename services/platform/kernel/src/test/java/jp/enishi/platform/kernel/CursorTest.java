package jp.enishi.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void keysSurviveWhateverTheyHold() {
        Cursor cursor = Cursor.of("2026-11-23T00:00:00Z", "12:34:", "髙橋 🙂", "");
        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @Test
    void keysAreReadAsIdsAndNumbers() {
        UUID id = Ids.next();
        Cursor cursor = Cursor.decode(Cursor.of(id.toString(), "42").encode(), 2);
        assertThat(cursor.uuid(0)).isEqualTo(id);
        assertThat(cursor.number(1)).isEqualTo(42);
        assertThatThrownBy(() -> cursor.uuid(1)).isInstanceOf(ValidationFailure.class);
        assertThatThrownBy(() -> cursor.number(0)).isInstanceOf(ValidationFailure.class);
        assertThatThrownBy(() -> cursor.key(2)).isInstanceOf(ValidationFailure.class);
        assertThatThrownBy(() -> Cursor.decode(cursor.encode(), 1)).isInstanceOf(ValidationFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "abc", "LTE6YQ", "OTk6YQ", "MTph4Q", "OjE"})
    void textThatNoServerMadeIsInvalidAtCursor(String text) {
        assertThatThrownBy(() -> Cursor.decode(text))
                .isInstanceOfSatisfying(
                        ValidationFailure.class,
                        failure -> assertThat(failure.errors())
                                .containsExactly(new FieldError("/cursor", "cursor-invalid")));
    }

    @Test
    void nulIsRefused() {
        String text = Base64.getUrlEncoder().encodeToString("1:\0".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Cursor.decode(text)).isInstanceOf(ValidationFailure.class);
    }
}
