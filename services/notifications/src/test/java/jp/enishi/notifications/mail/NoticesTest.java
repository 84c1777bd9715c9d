package jp.enishi.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import jp.enishi.notifications.news.Occasion;
import jp.enishi.platform.taxonomy.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is mailed has its own words. */
class NoticesTest {
    private final Notices notices = new Notices();

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyMailedOccasionHasItsWords(Language language) {
        assertThat(Arrays.stream(Occasion.values()).filter(Occasion::mailed))
                .allSatisfy(occasion -> {
                    assertThat(notices.sentence(occasion, language)).isNotBlank();
                    assertThat(notices.advice(occasion, language)).isNotBlank();
                })
                .extracting(occasion -> notices.sentence(occasion, language))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyCriterionOfASearchHasItsName(Language language) throws IOException {
        try (var schema = Notices.class.getResourceAsStream("/schemas/matching.search-alerted.v1.schema.json")) {
            assertThat(new ObjectMapper().readTree(schema).at("/$defs/Criterion/enum"))
                    .isNotEmpty()
                    .allSatisfy(criterion -> assertThat(notices.criterion(criterion.asText(), language))
                            .isNotBlank());
        }
    }

    @ParameterizedTest
    @EnumSource(Occasion.class)
    void anOccasionIsFoundByItsKindAndEvent(Occasion occasion) {
        assertThat(Occasion.of(occasion.kind(), occasion.event())).isEqualTo(occasion);
    }
}
