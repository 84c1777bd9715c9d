package jp.enishi.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CanariesTest {
    @Test
    void whoeverIsNamedIsFoundWhereverTheNameStandsAndTheReaderIsNot() {
        Canaries canaries = new Canaries();
        canaries.add("Hana@example.com", List.of("林 花", "林花", "hana@example.com"));
        canaries.add("ken@example.com", List.of("林 健", "林健", "ken@example.com"));

        assertThat(canaries.size()).isEqualTo(2);
        assertThat(canaries.in("林林花", "")).containsExactly("林花");
        assertThat(canaries.in("<p>林 健、林 花</p>", "ken@example.com")).containsExactly("林 花");
        assertThat(canaries.in("<a href=\"mailto:ken@example.com\">", "hana@example.com"))
                .containsExactly("ken@example.com");
        assertThat(canaries.in("林 太郎 林", "")).isEmpty();
        assertThat(canaries.in("", "")).isEmpty();
    }
}
