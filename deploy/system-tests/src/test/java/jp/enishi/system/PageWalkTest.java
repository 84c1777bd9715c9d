package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.enishi.demo.DemoRealm;
import jp.enishi.pages.Canaries;
import jp.enishi.pages.Islands;
import jp.enishi.pages.OrderWalk;
import jp.enishi.pages.PageWalk;
import jp.enishi.pages.People;
import jp.enishi.pages.Routes;
import jp.enishi.pages.Words;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every kind of page that a role can reach, looked at once, in one of the languages and at one of the widths; the order flow from
 * the first question to the first talk about the work, by four people in four browsers; what only scripts do; and that no page of
 * web is forgotten by them. Both languages and widths of each page, all states and pictures are {@code ./enishi pages}. Takes
 * minutes of a browser, so it runs when it is asked for: {@code ./enishi test -Dgroups=pages -Denishi.excluded=chaos}.
 */
@ExtendWith(WholeSystem.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
@Tag("pages")
class PageWalkTest {
    private static final int FIRST_PAGE = 60_000;
    private static final int KINDS = 90;
    private static final Path ROOT = Path.of(System.getProperty("enishi.root"));
    private static final Set<String> ADDRESSES = new HashSet<>();

    @Test
    @Order(1)
    void everyPageIsAccessibleQuietAndDiscreet(WholeSystem system) throws Exception {
        String newcomer = "newcomer@demo.example";
        system.realm().users(List.of(new DemoRealm.User(newcomer, "新", "朝日", "talent", "ja", People.PASSWORD)));
        try (People people = new People(system.url(""));
                Connection talents = system.database("talents")) {
            Canaries canaries = Canaries.of(talents);
            assertThat(canaries.size()).isGreaterThan(80);
            PageWalk.Report report = new PageWalk(people, system.url(""), canaries, PageWalk.Plan.once(finding -> {}))
                    .everybody(newcomer);
            assertThat(report.findings()).isEmpty();
            assertThat(report.kinds()).isGreaterThan(KINDS);
            assertThat(report.firstBytes()).isBetween(1, FIRST_PAGE);
            ADDRESSES.addAll(report.addresses());
        }
    }

    @Test
    @Order(2)
    void theOrderFlowInJapanese(WholeSystem system) throws IOException {
        walk(system, "ja", false);
    }

    @Test
    @Order(3)
    void theOrderFlowInEnglish(WholeSystem system) throws IOException {
        walk(system, "en", false);
    }

    @Test
    @Order(4)
    void theOrderFlowWithTheKeyboardAlone(WholeSystem system) throws IOException {
        walk(system, "ja", true);
    }

    @Test
    @Order(5)
    void whatOnlyScriptsDo(WholeSystem system) throws IOException {
        try (People people = new People(system.url(""))) {
            Islands islands = new Islands(people, system.realm(), system.url(""), new Words(ROOT, "ja"), told -> {});
            assertThat(islands.tried()).isEmpty();
            ADDRESSES.addAll(islands.addresses());
        }
    }

    @Test
    @Order(6)
    void noPageIsForgotten() throws IOException {
        assertThat(Routes.of(ROOT.resolve("services/web/target/classes")).forgottenBy(ADDRESSES))
                .isEmpty();
    }

    private static void walk(WholeSystem system, String language, boolean keyboard) throws IOException {
        try (People people = new People(system.url(""))) {
            var stage = new OrderWalk.Stage(system.url(""), system.mailUrl(), system.realm(), null, told -> {});
            OrderWalk walk = new OrderWalk(stage, people, new Words(ROOT, language), keyboard);
            walk.walk();
            assertThat(walk.findings()).isEmpty();
            ADDRESSES.addAll(walk.addresses());
        }
    }
}
