package jp.enishi.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import jp.enishi.pages.People;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever has no account reads what is public, and whoever signed out is a visitor again, in a browser. */
@ExtendWith(WholeSystem.Early.class)
@Order(5)
class VisitorTest {
    private static WholeSystem system;
    private static People people;

    @BeforeAll
    static void start(WholeSystem whole) {
        system = whole;
        people = new People(system.url(""));
    }

    @AfterAll
    static void stop() {
        if (people != null) {
            people.close();
        }
    }

    @Test
    void visitorsReadListingsInBothLanguages() {
        for (String language : List.of("ja", "en")) {
            Page page =
                    people.visitor(language.equals("ja") ? "ja-JP" : "en-US").newPage();
            page.navigate(system.url("/"));
            assertThat(page.locator("html")).hasAttribute("lang", language);
            FirstPathTest.shot(page, "home-" + language);
            page.navigate(system.url("/listings"));
            FirstPathTest.shot(page, "listings-" + language);
            page.locator("main a[href^='/listings/']").first().click();
            FirstPathTest.shot(page, "listing-" + language);
        }
        Page page = people.visitor("ja-JP").newPage();
        page.setViewportSize(390, 844);
        page.navigate(system.url("/listings"));
        FirstPathTest.shot(page, "listings-mobile");
    }

    @Test
    void aSessionEndsOnTheServer() {
        BrowserContext context = people.signedIn("talent1@demo.example", "/talent/inbox", "ja-JP");
        var cookies = context.cookies();
        assertThat(cookies).anySatisfy(cookie -> assertThat(cookie.name).startsWith("q_session"));
        assertThat(cookies)
                .filteredOn(cookie -> cookie.name.startsWith("q_session"))
                .allSatisfy(cookie -> {
                    assertThat(cookie.httpOnly).isTrue();
                    assertThat(cookie.value.length()).isLessThan(1_000);
                });
        Page page = context.pages().getFirst();
        page.locator("header [popovertarget=account]").click();
        page.locator("form[action='/logout'] button").first().click();
        page.waitForLoadState();
        BrowserContext thief = people.visitor("ja-JP");
        assertThat(page.url()).startsWith(system.url("/"));
        thief.addCookies(cookies.stream()
                .filter(cookie -> cookie.name.startsWith("q_session"))
                .toList());
        Page stolen = thief.newPage();
        stolen.navigate(system.url("/talent/inbox"));
        assertThat(stolen.url()).contains("/realms/enishi/");
    }
}
