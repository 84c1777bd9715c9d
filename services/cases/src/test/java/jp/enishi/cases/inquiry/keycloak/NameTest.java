package jp.enishi.cases.inquiry.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTest {
    @ParameterizedTest
    @CsvSource({
        "山田 花子, ja, 花子, 山田",
        "山田　花子, ja, 花子, 山田",
        "山田花子, ja, '', 山田花子",
        "Hanako Yamada, en, Hanako, Yamada",
        "Mary Ann Smith, en, Mary Ann, Smith",
        "Prince, en, '', Prince"
    })
    void aNameHasTwoParts(String person, String language, String given, String family) {
        assertThat(Name.of(person, language)).isEqualTo(new Name(given, family));
    }
}
