package jp.enishi.platform.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalendarTextTest {
    private static final String LETTERS = "aZ:;,=\\n é漢字ー髙😀";

    @Test
    void folding_loses_nothing_and_keeps_lines_short_and_characters_whole() {
        Random random = new Random(11);
        int[] letters = LETTERS.codePoints().toArray();
        for (int round = 0; round < 2_000; round++) {
            StringBuilder line = new StringBuilder("X");
            int length = random.nextInt(200);
            for (int n = 0; n < length; n++) {
                line.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            String folded = CalendarText.fold(line + "\r\nEND:VEVENT\r\n");
            assertThat(CalendarText.unfold(folded)).isEqualTo(line + "\r\nEND:VEVENT\r\n");
            for (String part : folded.split("\r\n", -1)) {
                assertThat(part.getBytes(UTF_8).length).isLessThanOrEqualTo(75);
                assertThat(new String(part.getBytes(UTF_8), UTF_8)).isEqualTo(part);
            }
        }
    }

    @Test
    void the_recipient_is_found_across_a_fold() {
        String text = "ATTENDEE:mailto:recip\r\n ient@enishi.invalid\r\n";
        assertThat(CalendarText.addressed(text, "hanako@people.example"))
                .isEqualTo("ATTENDEE:mailto:hanako@people.example\r\n");
    }
}
