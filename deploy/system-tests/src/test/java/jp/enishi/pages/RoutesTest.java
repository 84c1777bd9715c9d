package jp.enishi.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Path WEB = Path.of(System.getProperty("enishi.root"), "services/web/target/classes");

    @Test
    void thePagesOfWebAreKnownByItsClasses() throws IOException {
        assertThat(Routes.of(WEB).all())
                .contains(
                        "/",
                        "/listings/{caseId}",
                        "/coordinator/search",
                        "/talent/data/erasure",
                        "/orders/{id}/placement",
                        "/orders/{id}/confirmation",
                        "/client/cases/{id}/proposals/{proposal}")
                .doesNotContain("/cases", "/orders/{id}/{step}")
                .hasSizeGreaterThan(120);
    }

    @Test
    void aWordIsARouteForEachOfItsForms() {
        assertThat(Routes.each("/a/{step:x|y-z}/{id}/{n:[0-9]+}/{u:[0-9a-f-]{36}}"))
                .containsExactly("/a/x/{id}/{n}/{u}", "/a/y-z/{id}/{n}/{u}");
    }

    @Test
    void whatSomebodyReadsIsNotTakenForTheFormBesideIt() throws IOException {
        List<String> missed = Routes.of(WEB).missedBy(List.of("/coordinator/cases/new", "/talent/data"));
        assertThat(missed)
                .contains("/coordinator/cases/{id}", "/talent/data/erasure")
                .doesNotContain("/coordinator/cases/new", "/talent/data");
    }

    @Test
    void thingsOfAKindAreOneKindOfPage() {
        assertThat(PageWalk.kind("/orders/0190c1d2-aaaa-7bbb-8ccc-0123456789ab/placement"))
                .isEqualTo("/orders/{id}/placement");
        assertThat(PageWalk.kind("/admin/taxonomy/issue-management")).isEqualTo("/admin/taxonomy/{id}");
        assertThat(PageWalk.kind("/admin/rules/consumption-tax/value")).isEqualTo("/admin/rules/{id}/value");
        assertThat(PageWalk.kind("/admin/taxonomy?q=x&lang=ja")).isEqualTo("/admin/taxonomy?lang&q");
        assertThat(PageWalk.kind("/engagements/0190c1d2-aaaa-7bbb-8ccc-0123456789ab/check-ins/3/report"))
                .isEqualTo("/engagements/{id}/check-ins/{n}/report");
    }
}
