package jp.enishi.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import jp.enishi.demo.DemoRealm;

/**
 * What only scripts do, done in a browser: drafts that outlive a crash, the preview beside a form, times where the reader is, the
 * key that leads to the search, news on an open page, lists that change in place; and how somebody has themselves erased.
 */
public final class Islands {
    private static final int PATIENCE = 15_000;
    private static final int BLINK = 100;
    /** Longer than a form waits after typing before it keeps a draft. */
    private static final int AFTER_TYPING = 1_500;

    private static final String SAME_PAGE = "() => window.enishiSame === true";

    private final People people;
    private final DemoRealm realm;
    private final String address;
    private final Words words;
    private final Consumer<String> news;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> addresses = new HashSet<>();

    public Islands(People people, DemoRealm realm, String address, Words words, Consumer<String> news) {
        this.people = people;
        this.realm = realm;
        this.address = address;
        this.words = words;
        this.news = news;
    }

    /** Tries all of them; what does not work is answered. */
    public List<String> tried() {
        one("a draft is kept and offered again", this::draft);
        one("the preview follows what is typed", this::preview);
        one("times are shown where the reader is", this::zone);
        one("a key leads to the search", this::shortcut);
        one("what happens is told on an open page", this::toast);
        one("people are filtered in place", this::people);
        one("cases are filtered in place", this::listings);
        one("skills are suggested", this::skills);
        one("somebody has themselves erased", this::erasure);
        return wrong;
    }

    private void one(String name, Runnable island) {
        try {
            island.run();
            news.accept("works: " + name);
        } catch (RuntimeException | AssertionError failure) {
            wrong.add(name + ": " + failure.getMessage());
            news.accept("does not work: " + name + ": " + failure);
        }
    }

    private void draft() {
        try (BrowserContext context = talent()) {
            Page page = at(context, "/talent/resume");
            String typed = "下書きの確認 " + UUID.randomUUID();
            Locator summary = page.getByLabel(words.label("/summary"));
            summary.fill(typed);
            Locator status = page.locator("#draft [role=status]");
            until(page, "the draft is said to be kept", () -> status.innerText().contains(before("draft_kept")));
            page.reload();
            must(
                    "what is not saved is not shown as if it were",
                    !summary.inputValue().equals(typed));
            summary.fill("下書きを選ぶ前の入力");
            page.waitForTimeout(AFTER_TYPING);
            page.reload();
            page.getByRole(AriaRole.BUTTON, named(words.text("draft_restore"))).click();
            until(
                    page,
                    "what was typed first is back",
                    () -> summary.inputValue().equals(typed));
            page.navigate(address + "/talent/resume");
            page.getByRole(AriaRole.BUTTON, named(words.text("draft_discard"))).click();
            page.reload();
            page.waitForTimeout(500);
            must(
                    "a draft that was thrown away is offered no more",
                    page.getByRole(AriaRole.BUTTON, named(words.text("draft_restore")))
                                    .count()
                            == 0);
        }
    }

    private void preview() {
        try (BrowserContext context = talent()) {
            Page page = at(context, "/talent/resume");
            Locator preview = page.getByRole(AriaRole.COMPLEMENTARY);
            until(page, "the sheet is there", () -> preview.locator(".initials").count() == 1);
            String typed = "その場の見本 " + UUID.randomUUID();
            page.getByLabel(words.label("/summary")).fill(typed);
            until(page, "it follows", () -> preview.innerText().contains(typed));
            page.getByLabel(words.label("/summary")).fill("連絡先は someone@somewhere.example です");
            until(page, "it names nobody", () -> !preview.innerText().contains(typed));
            must("an address is not shown", !preview.innerText().contains("someone@somewhere.example"));
        }
    }

    private void zone() {
        try (BrowserContext context = people.visitor("ja-JP", "Asia/Singapore")) {
            people.signIn(context, "talent1@demo.example", "/talent");
            Page page = at(context, "/talent");
            must(
                    "the zone is said",
                    page.context().cookies().stream().anyMatch(cookie -> cookie.name.equals("zone_here")));
            page.reload();
            must(
                    "the footer names the zone",
                    page.getByRole(AriaRole.CONTENTINFO).innerText().contains(words.of("シンガポール", "Singapore")));
        }
    }

    private void shortcut() {
        try (BrowserContext context = people.signedIn("coordinator@demo.example", "/coordinator", "ja-JP")) {
            Page page = at(context, "/coordinator/cases");
            page.keyboard().press("/");
            page.waitForURL("**/coordinator/search");
            Locator field = page.getByLabel(words.text("search_words"));
            page.keyboard().press("/");
            must(
                    "it leads into the field",
                    Boolean.TRUE.equals(field.evaluate("each => each === document.activeElement")));
            field.press("/");
            must("there it is a letter", field.inputValue().equals("/"));
            page.getByLabel(words.text("search_shortcut")).uncheck();
            page.navigate(address + "/coordinator/cases");
            page.keyboard().press("/");
            page.waitForTimeout(500);
            must("it can be turned off", page.url().endsWith("/coordinator/cases"));
        }
    }

    private void toast() {
        try (BrowserContext told = people.signedIn("coordinator@demo.example", "/coordinator", "ja-JP");
                BrowserContext telling = people.signedIn("client@demo.example", "/engagements", "ja-JP")) {
            Page page = at(told, "/coordinator/companies");
            page.waitForTimeout(1_000);
            Page other = at(telling, "/engagements");
            other.getByRole(AriaRole.MAIN)
                    .getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(2))
                    .getByRole(AriaRole.LINK)
                    .first()
                    .click();
            other.getByRole(AriaRole.LINK, named(words.label("/ticket"))).click();
            other.getByLabel(words.text("option_ticket_category_WORK")).first().check();
            other.getByLabel(words.label("/ticket/text")).fill("資料の置き場所を相談させてください。");
            other.getByRole(AriaRole.BUTTON, named(words.label("/ticket"))).click();
            Locator toast = page.locator("#live .toast");
            until(page, "it is told", () -> toast.count() == 1);
            must(
                    "by a region that screen readers hear",
                    "polite".equals(page.locator("#live").getAttribute("aria-live")));
            toast.getByRole(AriaRole.BUTTON).click();
            must("and can be closed", toast.count() == 0);
        }
    }

    private void people() {
        try (BrowserContext context = people.signedIn("client@demo.example", "/client/cases", "ja-JP")) {
            Page page = at(context, "/client/cases");
            page.getByRole(AriaRole.MAIN)
                    .getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(2))
                    .getByRole(AriaRole.LINK)
                    .first()
                    .click();
            narrowed(page, page.getByLabel(words.text("sort_by")), "#people");
            Locator chosen = page.locator("#people input[type=checkbox]");
            for (int i = 0; i < 4; i++) {
                chosen.nth(i).check();
            }
            page.getByRole(AriaRole.BUTTON, named(words.text("compare_chosen"))).click();
            page.waitForURL("**/comparison?**");
            reached(page);
            must("four stand beside each other", page.locator("thead th").count() >= 4);
        }
    }

    private void listings() {
        try (BrowserContext context = people.visitor("ja-JP")) {
            Page page = at(context, "/listings");
            narrowed(page, page.getByLabel(words.text("filter_rate")), "#found");
        }
    }

    private void narrowed(Page page, Locator list, String swapped) {
        page.evaluate("() => { window.enishiSame = true; }");
        page.locator(swapped).evaluate("each => { each.dataset.old = 'yes'; }");
        String before = page.url();
        list.selectOption(new SelectOption().setIndex(1));
        until(page, "the list is another", () -> page.locator(swapped).getAttribute("data-old") == null);
        must("without another page", Boolean.TRUE.equals(page.evaluate(SAME_PAGE)));
        must("the address says what was chosen", !page.url().equals(before));
        until(
                page,
                "so does that of the other language",
                () -> page.locator("#who .switch")
                        .getAttribute("href")
                        .contains(URI.create(page.url()).getRawQuery()));
        page.goBack();
        until(page, "back leads back", () -> page.url().equals(before));
    }

    private void skills() {
        try (BrowserContext context = talent()) {
            Page page = at(context, "/talent/resume");
            Locator field = page.locator("input[list=skills]").first();
            must("the field has a list", field.count() == 1);
            must("of skills", page.locator("#skills option").count() > 100);
        }
    }

    private void erasure() {
        String mail = "gone-" + UUID.randomUUID().toString().substring(0, 8) + "@walk.example";
        realm.users(List.of(new DemoRealm.User(mail, "去", "霞", "talent", "ja", People.PASSWORD)));
        try (BrowserContext context = people.signedIn(mail, "/talent/registration", "ja-JP")) {
            Page page = at(context, "/talent/registration");
            new Somebody(page, words, Hands.mouse(), this::reached)
                    .write("/profile/familyName", "霞")
                    .write("/profile/givenName", "去")
                    .write("/profile/familyNameRomaji", "Kasumi")
                    .write("/profile/givenNameRomaji", "Saru")
                    .write("/profile/email", mail);
            page.getByLabel(words.text("registration_consent")).check();
            page.getByRole(AriaRole.BUTTON, named(words.text("registration_send")))
                    .click();
            Somebody talent = new Somebody(at(context, "/talent"), words, Hands.mouse(), this::reached);
            talent.account("own_data").step("/erasure");
            talent.page()
                    .getByRole(AriaRole.BUTTON, named(words.label("/erasure")))
                    .click();
            must(
                    "nobody is erased by mistake",
                    talent.page().getByRole(AriaRole.ALERT).count() == 1);
            talent.sure("erasure").act("/erasure");
            must(
                    "it is said",
                    talent.page()
                            .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                            .innerText()
                            .equals(words.text("erased_title")));
            talent.page().navigate(address + "/start");
            must(
                    "who was erased may begin anew: " + talent.page().url(),
                    talent.page().url().contains("/registration"));
        }
    }

    /** Where people came to by scripts and forms alone. */
    public Set<String> addresses() {
        return addresses;
    }

    private void reached(Page page) {
        addresses.add(URI.create(page.url()).getPath());
    }

    private BrowserContext talent() {
        return people.signedIn("talent1@demo.example", "/talent", "ja-JP");
    }

    private Page at(BrowserContext context, String path) {
        Page page = context.newPage();
        page.navigate(address + path);
        return page;
    }

    private String before(String key) {
        return words.text(key).replaceAll("\\{.*", "");
    }

    private static void must(String what, boolean so) {
        if (!so) {
            throw new IllegalStateException("not so: " + what);
        }
    }

    private static void until(Page page, String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE * 1_000_000L;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("never: " + what);
            }
            page.waitForTimeout(BLINK);
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
