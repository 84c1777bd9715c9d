package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.enishi.pages.Islands;
import jp.enishi.pages.OrderWalk;
import jp.enishi.pages.People;
import jp.enishi.pages.Words;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The order flow from the first question to the first talk about the work, walked by four people in four browsers; and what only
 * scripts do. Takes minutes of a browser, as {@link PageWalkTest} does; {@code ./enishi pages} does the same with a running system.
 */
@ExtendWith(WholeSystem.Shared.class)
@Order(1)
@Tag("pages")
class OrderWalkTest {
    private static final Path ROOT = Path.of(System.getProperty("enishi.root"));

    @Test
    void inJapanese(WholeSystem system) throws IOException {
        assertThat(walked(system, "ja", false)).last().asString().endsWith("check-in");
    }

    @Test
    void inEnglish(WholeSystem system) throws IOException {
        assertThat(walked(system, "en", false)).last().asString().endsWith("check-in");
    }

    @Test
    void withTheKeyboardAlone(WholeSystem system) throws IOException {
        assertThat(walked(system, "ja", true)).last().asString().endsWith("check-in");
    }

    @Test
    void whatOnlyScriptsDo(WholeSystem system) throws IOException {
        try (People people = new People(system.url(""))) {
            assertThat(new Islands(people, system.realm(), system.url(""), new Words(ROOT, "ja"), told -> {}).tried())
                    .isEmpty();
        }
    }

    private static List<String> walked(WholeSystem system, String language, boolean keyboard) throws IOException {
        List<String> news = new ArrayList<>();
        try (People people = new People(system.url(""))) {
            var stage = new OrderWalk.Stage(system.url(""), system.mailUrl(), system.realm(), null, news::add);
            new OrderWalk(stage, people, new Words(ROOT, language), keyboard).walk();
        }
        return news;
    }
}
