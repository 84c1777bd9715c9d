package jp.enishi.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The list of frequent passwords of the realm. That the realm uses it is shown by {@link RealmContract}. */
class PasswordBlacklistTest {
    @Test
    void itHoldsOnlyWhatTheOtherRulesLetThrough() throws IOException {
        List<String> list = Files.readAllLines(Path.of("src/main/resources/keycloak/password-blacklist.txt"));
        assertThat(list)
                .hasSizeGreaterThan(300)
                .doesNotHaveDuplicates()
                .allSatisfy(one -> assertThat(one)
                        .hasSizeBetween(12, 128)
                        .isEqualTo(one.toLowerCase(Locale.ROOT).strip()));
    }
}
