package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import jp.enishi.pages.Canaries;
import jp.enishi.pages.PageWalk;
import jp.enishi.pages.People;
import jp.enishi.pages.Routes;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every kind of page that a role can reach, looked at once, in one of the languages and at one of the widths. Both of them, all
 * states and pictures are {@code ./enishi pages}. Takes minutes of a browser, so it runs when it is asked for: {@code ./enishi test
 * -Dgroups=pages -Denishi.excluded=chaos}.
 */
@ExtendWith(WholeSystem.Shared.class)
@Order(1)
@Tag("pages")
class PageWalkTest {
    private static final int FIRST_PAGE = 60_000;
    private static final int KINDS = 90;
    private static final Path WEB = Path.of(System.getProperty("enishi.root"), "services/web/target/classes");

    @Test
    void everyPageIsAccessibleQuietAndDiscreet(WholeSystem system) throws Exception {
        try (People people = new People(system.url(""));
                Connection talents = system.database("talents")) {
            Canaries canaries = Canaries.of(talents);
            assertThat(canaries.size()).isGreaterThan(250);
            PageWalk.Report report = new PageWalk(
                            people, system.url(""), canaries, new PageWalk.Plan(false, 1, null, finding -> {}))
                    .everybody();
            assertThat(report.findings()).isEmpty();
            assertThat(report.missing(Routes.of(WEB))).as("pages that nobody came upon").isEmpty();
            assertThat(report.kinds()).isGreaterThan(KINDS);
            assertThat(report.firstBytes()).isBetween(1, FIRST_PAGE);
        }
    }
}
