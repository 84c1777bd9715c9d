package jp.enishi.pages;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.enishi.demo.DemoRealm;
import jp.enishi.local.EnishiSystem;
import jp.enishi.local.Options;

/**
 * {@code ./enishi pages}: pictures of every page of the running system and what is wrong with them, how long each of them
 * takes, and what Lighthouse says of the five that people see first.
 */
public final class Main {
    private static final String WALK = "walk";
    private static final String SPEED = "speed";
    private static final String LIGHTHOUSE = "lighthouse";
    private static final String FLOW = "flow";
    private static final String ISLANDS = "islands";
    private static final String KEYBOARD = "keyboard";
    private static final Set<String> PARTS = Set.of(WALK, SPEED, LIGHTHOUSE, ISLANDS, FLOW, KEYBOARD);
    private static final String NEWCOMER = "newcomer@demo.example";
    private static final int SLOWEST = 12;
    /** The most milliseconds that the median page may take. */
    private static final double QUICK = 30;

    private final People people;
    private final EnishiSystem system;
    private final Path shots;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> addresses = new HashSet<>();

    private Main(People people, EnishiSystem system, Path shots) {
        this.people = people;
        this.system = system;
        this.shots = shots;
    }

    /** Perhaps the folder for the pictures, and perhaps some of the parts only. */
    public static void main(String[] words) throws IOException, SQLException {
        Path project = Path.of(System.getenv("ENISHI_PROJECT"));
        Path home = Path.of(System.getenv("ENISHI_HOME"));
        Set<String> chosen = List.of(words).stream().filter(PARTS::contains).collect(Collectors.toSet());
        Path shots = List.of(words).stream()
                .filter(word -> !PARTS.contains(word))
                .findFirst()
                .map(Path::of)
                .orElse(home.resolve("pages"));
        Files.createDirectories(shots);
        EnishiSystem system = EnishiSystem.attached(Options.at(project, home, 0));
        try (People people = new People(system.gatewayUrl())) {
            Main main = new Main(people, system, shots);
            main.look(project, chosen.isEmpty() ? PARTS : chosen);
            System.out.println("The pictures are in " + shots);
            System.exit(main.wrong.isEmpty() ? 0 : 1);
        }
    }

    private void look(Path project, Set<String> parts) throws IOException, SQLException {
        if (parts.contains(WALK) || parts.contains(SPEED)) {
            PageWalk.Report report = walk(parts.contains(WALK));
            if (parts.contains(SPEED)) {
                speed(report);
            }
        }
        if (parts.contains(LIGHTHOUSE)) {
            lighthouse(project);
        }
        if (parts.contains(ISLANDS)) {
            islands(project);
        }
        if (parts.contains(FLOW)) {
            flow(new Words(project, "ja"), false);
            flow(new Words(project, "en"), false);
        }
        if (parts.contains(KEYBOARD)) {
            flow(new Words(project, "ja"), true);
        }
        if (parts.containsAll(PARTS)) {
            Routes.of(project.resolve("services/web/target/classes"))
                    .forgottenBy(addresses)
                    .forEach(route -> say(route + " was not looked at", true));
        }
    }

    private void islands(Path project) throws IOException {
        try (DemoRealm realm = OrderWalk.realm(system)) {
            var islands =
                    new Islands(people, realm, system.gatewayUrl(), new Words(project, "ja"), System.out::println);
            wrong.addAll(islands.tried());
            addresses.addAll(islands.addresses());
        }
    }

    private void flow(Words words, boolean keyboard) throws IOException {
        try (DemoRealm realm = OrderWalk.realm(system)) {
            var stage = new OrderWalk.Stage(system.gatewayUrl(), system.mailUrl(), realm, shots, System.out::println);
            OrderWalk walk = new OrderWalk(stage, people, words, keyboard);
            walk.walk();
            walk.findings().forEach(finding -> say(finding, true));
            addresses.addAll(walk.addresses());
        }
    }

    /** Somebody who has an account and nothing else. */
    private String newcomer() {
        try (DemoRealm realm = OrderWalk.realm(system)) {
            realm.users(List.of(new DemoRealm.User(NEWCOMER, "新", "朝日", "talent", "ja", People.PASSWORD)));
            return NEWCOMER;
        }
    }

    /** The whole of it with pictures, or only where one page of each kind is, whose speed is asked for. */
    private PageWalk.Report walk(boolean whole) throws IOException, SQLException {
        PageWalk.Report report;
        try (Connection talents = DriverManager.getConnection(
                system.jdbcUrl("talents"), "postgres", system.databasePassword("postgres"))) {
            report = new PageWalk(
                            people,
                            system.gatewayUrl(),
                            Canaries.of(talents),
                            whole
                                    ? PageWalk.Plan.whole(shots, System.out::println)
                                    : PageWalk.Plan.addresses(System.out::println))
                    .everybody(newcomer());
        }
        report.findings().forEach(finding -> wrong.add(finding.toString()));
        addresses.addAll(report.addresses());
        say(
                "%d kinds of pages, %d findings; the first page weighs %.1f kB."
                        .formatted(report.kinds(), report.findings().size(), report.firstBytes() / 1000.0),
                false);
        return report;
    }

    private void speed(PageWalk.Report report) throws IOException {
        Speed speed = new Speed(people, system.gatewayUrl());
        List<Speed.Median> medians = speed.of(report.readings());
        Files.write(
                shots.resolve("times.txt"),
                medians.stream().map(Speed.Median::toString).toList());
        say(
                "The median of 20 readings of each page after %d rounds of warming up, in ms, and its bytes; the slowest of %d:"
                        .formatted(speed.rounds(), medians.size()),
                false);
        medians.stream().limit(SLOWEST).forEach(median -> say(median.toString(), median.millis() > QUICK));
        medians.stream()
                .skip(SLOWEST)
                .filter(median -> median.millis() > QUICK)
                .forEach(median -> say(median.toString(), true));
    }

    private void lighthouse(Path project) throws IOException {
        Lighthouse lighthouse = new Lighthouse(project, shots);
        String address = system.gatewayUrl();
        try (BrowserContext visitor = people.visitor("ja-JP");
                BrowserContext client = people.signedIn("client@demo.example", "/client/cases", "ja-JP");
                BrowserContext talent = people.signedIn("talent1@demo.example", "/talent/resume", "ja-JP")) {
            judge(lighthouse, "home", address + "/", visitor);
            judge(lighthouse, "listings", address + "/listings", visitor);
            judge(lighthouse, "case", link(visitor, "/listings", "main a[href^='/listings/']"), visitor);
            judge(lighthouse, "client-board", link(client, "/client/cases", "main a[href$='/pipeline']"), client);
            judge(lighthouse, "resume", address + "/talent/resume", talent);
        }
    }

    private void judge(Lighthouse lighthouse, String name, String page, BrowserContext reader) throws IOException {
        var cookies = reader.cookies(page).stream().collect(Collectors.toMap(each -> each.name, each -> each.value));
        Lighthouse.Verdict verdict = lighthouse.judge(name, page, cookies);
        say("Lighthouse: " + verdict, !verdict.good());
    }

    private String link(BrowserContext reader, String from, String selector) {
        var page = reader.newPage();
        page.navigate(system.gatewayUrl() + from);
        String to = page.locator(selector).first().evaluate("link => link.href").toString();
        page.close();
        return to;
    }

    private void say(String line, boolean bad) {
        System.out.println(line);
        if (bad) {
            wrong.add(line);
        }
    }
}
