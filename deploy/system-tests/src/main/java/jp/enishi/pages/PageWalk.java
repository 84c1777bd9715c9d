package jp.enishi.pages;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows every link of every role, so that no page is forgotten, and looks at each kind of page that it comes upon: WCAG 2.2 A
 * and AA by axe-core, in the light and in the dark; what the browser complains of, violations of the content security policy
 * included; what wanders off a narrow screen or moves while it loads; and whether anybody can be read of who is not to be.
 */
public final class PageWalk {
    private static final List<String> LANGUAGES = List.of("ja", "en");
    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final int HEIGHT = 900;
    private static final double MOST_SHIFT = 0.05;
    static final int TOO_MANY_REQUESTS = 429;

    /** What tells one thing from another: ids, and names where things have names instead. */
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=^/admin/(taxonomy|rules|events)/)[^/]+|(?<=/roles/)[^/]+");

    private static final Pattern NUMBER = Pattern.compile("(?<=/)\\d+(?=/|$)");
    /** What is no page: signing in and out, files, documents and calendars. */
    static final Pattern NO_PAGE = Pattern.compile(
            "^/(login|logout|register|listings/[^/]+/registration$|assets/|api/|realms/).*|.*\\.(xml|atom|ics|pdf|json|txt)$");

    private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"(/[^\"]*)\"");
    /** So many more of a kind are read for where they lead. */
    private static final int SKIMMED = 12;

    /** Where no link leads but a form, or a script. */
    private static final Map<String, List<String>> BY_FORM = Map.of(
            "visitor",
            List.of("/listings?q=PMO", "/listings?q=%E8%AB%B8%E8%91%9B%E5%AD%94%E6%98%8E"),
            "coordinator",
            List.of("/coordinator/search?q=PMO", "/coordinator/search?q=%E8%AB%B8%E8%91%9B%E5%AD%94%E6%98%8E"));

    static final String AXE = """
        () => axe.run(document, {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
          rules: { 'target-size': { enabled: true } },
          resultTypes: ['violations']
        }).then(found => found.violations.map(each => each.id + ': ' + each.help + ' — '
          + each.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + node.html.slice(0, 140)
          + ' (' + node.any.concat(node.all).concat(node.none).slice(0, 1).map(check => check.message).join(' ') + ')').join(' | ')))
        """;
    private static final String CONTRAST = """
        () => axe.run(document, { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] })
          .then(found => found.violations.map(each => each.id + ' in the dark — '
          + each.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + node.html.slice(0, 140)).join(' | ')))
        """;
    private static final String LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)";
    private static final String SHIFTS = """
        window.enishiShift = 0;
        new PerformanceObserver(list => { for (const entry of list.getEntries()) window.enishiShift += entry.value; })
          .observe({ type: 'layout-shift', buffered: true });
        """;
    private static final String WIDER =
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1";

    /**
     * How much is looked at.
     *
     * @param checked false when only the addresses of the pages are wanted, and nothing is looked at in a browser
     * @param whole each kind of page in both languages, at both widths and in the dark; otherwise these change from page to page
     * @param examples how many pages of a kind, as one kind may stand in several states
     * @param shots where pictures go; none without
     * @param news who is told of each finding at once
     */
    public record Plan(
            boolean checked,
            boolean whole,
            int examples,
            @Nullable Path shots,
            Consumer<String> news) {

        /** One page of each kind, with everything that can be wrong with it. */
        public static Plan once(Consumer<String> news) {
            return new Plan(true, false, 1, null, news);
        }

        /** Two of each kind in all their forms, with pictures. */
        public static Plan whole(Path shots, Consumer<String> news) {
            return new Plan(true, true, 2, shots, news);
        }

        /** Where one page of each kind is. */
        public static Plan addresses(Consumer<String> news) {
            return new Plan(false, false, 1, null, news);
        }
    }

    /** Something wrong, and where. */
    public record Finding(String role, String page, String what) {
        @Override
        public String toString() {
            return role + " " + page + ": " + what;
        }
    }

    /** One reading of a page: who read it (as what, with which account), where, and the bytes of it over the wire. */
    public record Reading(String role, String user, String path, String kind, int bytes) {}

    /** What was read, and what was found. */
    public record Report(List<Reading> readings, List<Finding> findings, int firstBytes) {
        /** How many kinds of pages there are, counted for each role. */
        public long kinds() {
            return readings.stream()
                    .map(reading -> reading.role() + reading.kind())
                    .distinct()
                    .count();
        }

        /** Where it was, without what the addresses ask for. */
        public Set<String> addresses() {
            return readings.stream()
                    .map(reading -> reading.path().replaceAll("\\?.*", ""))
                    .collect(Collectors.toSet());
        }
    }

    private final People people;
    private final String address;
    private final Canaries canaries;
    private final Plan plan;
    private final String axe;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    /** The kinds of pages that a visitor found. */
    private final Set<String> visited = new HashSet<>();

    private int turn;
    private int firstBytes;

    public PageWalk(People people, String address, Canaries canaries, Plan plan) {
        this.people = people;
        this.address = address;
        this.canaries = canaries;
        this.plan = plan;
        this.axe = axeCore();
    }

    /**
     * Walks as everybody: the visitor first, then each role of the demo.
     *
     * @param newcomer the account of a talent who has not registered yet
     */
    public Report everybody(String newcomer) {
        firstBytes = firstPage();
        walk("visitor", "", people.visitor("ja-JP"));
        walk("client", "client@demo.example");
        walk("talent", "talent1@demo.example");
        walk("coordinator", "coordinator@demo.example");
        walk("admin", "admin@demo.example");
        walk("auditor", "auditor@demo.example");
        walk("newcomer", newcomer);
        return new Report(List.copyOf(readings), List.copyOf(findings), firstBytes);
    }

    private void walk(String role, String user) {
        walk(role, user, people.signedIn(user, "/start", "ja-JP"));
    }

    private void walk(String role, String user, BrowserContext context) {
        context.addInitScript(SHIFTS);
        context.addInitScript(axe);
        Page page = context.newPage();
        page.onConsoleMessage(this::complain);
        page.onPageError(complaints::add);
        Map<String, Integer> looked = new HashMap<>();
        Map<String, Integer> skimmed = new HashMap<>();
        Set<String> seen = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(List.of("/", "/listings", "/start"));
        ahead.addAll(BY_FORM.getOrDefault(role, List.of()));
        if (!plan.whole()) {
            // What everybody may read looks the same to all but the visitor, who was here first.
            visited.stream().filter(kind -> !kind.equals("/")).forEach(kind -> looked.put(kind, plan.examples()));
        }
        while (!ahead.isEmpty()) {
            String next = ahead.removeFirst();
            String kind = kind(next);
            if (!seen.add(next) || bored(looked, kind)) {
                continue;
            }
            if (looked.getOrDefault(kind, 0) >= plan.examples()) {
                if (kind.contains("{id}") && skimmed.merge(kind, 1, Integer::sum) <= SKIMMED) {
                    ahead.addAll(skim(context, next));
                }
                continue;
            }
            int example = looked.merge(kind, 1, Integer::sum);
            ahead.addAll(
                    plan.checked()
                            ? look(role, user, context, page, next, kind, example)
                            : glance(role, user, context, next, kind));
        }
        if (user.isEmpty()) {
            visited.addAll(looked.keySet());
            // From here on they differ.
            visited.removeAll(Set.of("/start", "/listings/{id}"));
        }
        context.close();
    }

    /** Where a page leads that looks like those before: the same thing in another state leads elsewhere. */
    private List<String> skim(BrowserContext context, String path) {
        return links(read(context, path));
    }

    /** That there is such a page, and where it leads. */
    private List<String> glance(String role, String user, BrowserContext context, String path, String kind) {
        APIResponse response = read(context, path);
        if (response.status() != 200) {
            find(role, path, "answers " + response.status());
            return List.of();
        }
        readings.add(new Reading(role, user, path, kind, response.body().length));
        return links(response);
    }

    private APIResponse read(BrowserContext context, String path) {
        APIResponse response = context.request().get(address + path);
        while (response.status() == TOO_MANY_REQUESTS) {
            pause();
            response = context.request().get(address + path);
        }
        return response;
    }

    private static List<String> links(APIResponse response) {
        return LINK.matcher(response.text())
                .results()
                .map(link -> link.group(1).replace("&amp;", "&").replaceAll("#.*", ""))
                .filter(PageWalk::leadsOn)
                .distinct()
                .toList();
    }

    private static boolean leadsOn(String link) {
        return !link.isEmpty()
                && !link.contains("lang=")
                && !link.contains("cursor=")
                && !NO_PAGE.matcher(URI.create(link).getPath()).matches();
    }

    /** Filters and sorting make many addresses of one page; a few of them tell enough. */
    private boolean bored(Map<String, Integer> looked, String kind) {
        int query = kind.indexOf('?');
        return query > 0
                && !looked.containsKey(kind)
                && looked.keySet().stream()
                                .filter(known -> known.startsWith(kind.substring(0, query + 1)))
                                .count()
                        >= (plan.whole() ? 2 : 1);
    }

    private List<String> look(
            String role, String user, BrowserContext context, Page page, String path, String kind, int example) {
        List<String> links = List.of();
        turn++;
        for (String language : plan.whole() && example == 1 ? LANGUAGES : List.of(LANGUAGES.get(turn % 2))) {
            context.addCookies(List.of(new Cookie("lang", language).setUrl(address)));
            boolean narrow = !plan.whole() && turn % 4 > 1;
            page.setViewportSize(narrow ? NARROW : WIDE, HEIGHT);
            complaints.clear();
            Response response = open(page, path);
            String where = path + " (" + language + ")";
            if (response.status() != 200) {
                find(role, where, "answers " + response.status());
                return links;
            }
            readings.add(new Reading(role, user, path, kind, response.request().sizes().responseBodySize));
            checked(role, where, page);
            if (!role.equals("coordinator")) {
                canaries.in(response.text(), user).forEach(found -> find(role, where, "shows " + found));
            }
            links = links(page);
            shoot(page, role, kind, language, WIDE, example);
            if (plan.whole()) {
                page.setViewportSize(NARROW, HEIGHT);
                fits(role, where, page);
                shoot(page, role, kind, language, NARROW, example);
                page.setViewportSize(WIDE, HEIGHT);
            }
            if (plan.whole() || turn % 3 == 0) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                violations(role, where, page, CONTRAST);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            }
        }
        return links;
    }

    private void checked(String role, String where, Page page) {
        violations(role, where, page, AXE);
        fits(role, where, page);
        double shift = ((Number) page.evaluate("() => window.enishiShift")).doubleValue();
        if (shift > MOST_SHIFT) {
            find(role, where, "moves while it loads: " + shift);
        }
        if (page.locator("h1").count() != 1) {
            find(role, where, "has " + page.locator("h1").count() + " first headings");
        }
        complaints.forEach(complaint -> find(role, where, "complains: " + complaint));
    }

    private void find(String role, String where, String what) {
        Finding finding = new Finding(role, where, what);
        findings.add(finding);
        plan.news().accept(finding.toString());
    }

    private void fits(String role, String where, Page page) {
        if (Boolean.TRUE.equals(page.evaluate(WIDER))) {
            find(role, where, "is wider than a screen of " + page.viewportSize().width);
        }
    }

    private void violations(String role, String where, Page page, String script) {
        ((List<?>) page.evaluate(script)).forEach(each -> find(role, where, each.toString()));
    }

    private List<String> links(Page page) {
        return ((List<?>) page.evaluate(LINKS))
                .stream()
                        .map(Object::toString)
                        .filter(link -> link.startsWith(address + "/"))
                        .map(link -> link.substring(address.length()).replaceAll("#.*", ""))
                        .filter(PageWalk::leadsOn)
                        .distinct()
                        .toList();
    }

    /** Who walks as quickly as this is asked to wait now and then. */
    private Response open(Page page, String path) {
        Response response = Objects.requireNonNull(page.navigate(address + path), path);
        while (response.status() == TOO_MANY_REQUESTS) {
            complaints.clear();
            pause();
            response = Objects.requireNonNull(page.navigate(address + path), path);
        }
        return response;
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(2);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Being asked to wait is no fault of a page. */
    private void complain(ConsoleMessage message) {
        if ((message.type().equals("error") || message.type().equals("warning"))
                && !message.text().contains(Integer.toString(TOO_MANY_REQUESTS))) {
            complaints.add(message.text());
        }
    }

    private void shoot(Page page, String role, String kind, String language, int width, int example) {
        Path folder = plan.shots();
        if (folder != null && example == 1) {
            String name = kind.equals("/")
                    ? "home"
                    : kind.substring(1).replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9-]+", "_");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(folder.resolve(role).resolve(name + "." + language + "." + width + ".png"))
                    .setFullPage(true));
        }
    }

    /** What somebody loads who was never here: the page with its styles, scripts and pictures, compressed, without fonts. */
    private int firstPage() {
        try (BrowserContext context = people.visitor("ja-JP")) {
            Page page = context.newPage();
            List<Response> responses = new ArrayList<>();
            page.onResponse(responses::add);
            page.navigate(address + "/");
            page.waitForLoadState(LoadState.NETWORKIDLE);
            // Asking for sizes lets later answers in.
            return List.copyOf(responses).stream()
                    .mapToInt(response -> response.request().sizes().responseBodySize)
                    .sum();
        }
    }

    /** The address without what tells one case from another. */
    static String kind(String path) {
        int query = path.indexOf('?');
        String place = NUMBER.matcher(
                        ID.matcher(query < 0 ? path : path.substring(0, query)).replaceAll("{id}"))
                .replaceAll("{n}");
        if (query < 0) {
            return place;
        }
        return place + "?"
                + Arrays.stream(path.substring(query + 1).split("&", -1))
                        .map(parameter -> parameter.replaceAll("=.*", ""))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    static String axeCore() {
        try (var script = Objects.requireNonNull(
                PageWalk.class.getResourceAsStream("/axe.min.js"), "axe-core is not on the class path")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
