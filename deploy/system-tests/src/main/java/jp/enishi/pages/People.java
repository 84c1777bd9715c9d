package jp.enishi.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** People at their browsers: this machine's Chromium, one context for each person. */
public final class People implements AutoCloseable {
    public static final String PASSWORD = "enishi-demo-2026";
    private static final int PATIENCE = 10_000;

    private final Playwright playwright;
    private final Browser browser;
    private final String address;

    /** @param address where Enishi is reached, without a slash at the end */
    public People(String address) {
        this.address = address;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Somebody in Japan without an account, whose browser asks for a language. */
    public BrowserContext visitor(String locale) {
        return visitor(locale, "Asia/Tokyo");
    }

    /** Somebody without an account whose device is in a time zone. */
    BrowserContext visitor(String locale, String zone) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(locale)
                .setTimezoneId(zone)
                .setViewportSize(1280, 900));
        context.setDefaultTimeout(PATIENCE);
        return context;
    }

    /** Somebody who has signed in and was led to a page. */
    public BrowserContext signedIn(String user, String to, String locale) {
        BrowserContext context = visitor(locale);
        signIn(context, user, to);
        return context;
    }

    /** Signs in, and is led to a page. */
    void signIn(BrowserContext context, String user, String to) {
        Page page = context.newPage();
        page.navigate(address + "/login?to=" + to);
        page.locator("input[name=username]").fill(user);
        if (page.locator("input[name=password]").count() == 0) {
            submit(page);
        }
        page.locator("input[name=password]").fill(PASSWORD);
        submit(page);
        page.waitForURL(reached -> reached.startsWith(address + "/"));
    }

    /** Sends the form of a page of Keycloak. */
    public static void submit(Page page) {
        page.locator("form input[type=submit], form button[type=submit]").last().click();
        page.waitForLoadState();
    }

    /** What the browser would say of itself, as the header of a request. */
    String cookies(BrowserContext context) {
        return context.cookies(address).stream()
                .map(cookie -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
