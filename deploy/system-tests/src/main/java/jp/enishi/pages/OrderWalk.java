package jp.enishi.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.enishi.demo.DemoRealm;
import jp.enishi.local.Await;
import jp.enishi.local.EnishiSystem;
import org.jspecify.annotations.Nullable;

/**
 * The whole order flow as four people walk it at their browsers, each finding the way by roles and names alone: a visitor asks and
 * becomes a client, a coordinator listens, proposes and looks after them, a talent registers, meets, bargains and works. From the
 * first question to the first talk about how the work goes.
 */
public final class OrderWalk {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final Pattern INVITATION =
            Pattern.compile("http://[^\\s\"<>\\\\]+/login-actions/action-token[^\\s\"<>\\\\]+");

    /**
     * Where it happens.
     *
     * @param address of Enishi
     * @param mails of the mail catcher
     * @param realm makes the accounts of the coordinator and the talent
     * @param shots where pictures go; none without
     * @param news who is told of each step
     */
    public record Stage(
            String address,
            String mails,
            DemoRealm realm,
            @Nullable Path shots,
            Consumer<String> news) {}

    private final Stage stage;
    private final People people;
    private final Words words;
    private final boolean keyboard;
    private final String mark = UUID.randomUUID().toString().substring(0, 6);
    private final HttpClient http = HttpClient.newHttpClient();
    private final String axe = PageWalk.axeCore();
    private final Set<String> addresses = new HashSet<>();
    private final List<String> findings = new ArrayList<>();
    private int step;

    public OrderWalk(Stage stage, People people, Words words, boolean keyboard) {
        this.stage = stage;
        this.people = people;
        this.words = words;
        this.keyboard = keyboard;
    }

    /** Where the accounts are made. */
    public static DemoRealm realm(EnishiSystem system) {
        Map<String, String> demo = system.demoEnvironment();
        return new DemoRealm(
                said(demo, "KEYCLOAK_URL"),
                said(demo, "OIDC_ISSUER"),
                said(demo, "KEYCLOAK_ADMIN_CLIENT"),
                system.secrets().value(said(demo, "KEYCLOAK_ADMIN_SECRET_FILE").replaceAll(".*/", "")),
                Clock.systemUTC());
    }

    private static String said(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }

    /** Where they came to. */
    public Set<String> addresses() {
        return addresses;
    }

    /** What was wrong with the pages on the way. */
    public List<String> findings() {
        return findings;
    }

    /** Walks it. */
    public void walk() {
        stage.realm()
                .users(List.of(
                        new DemoRealm.User(
                                mail("coordinator"), "結", "縁", "coordinator", words.language(), People.PASSWORD),
                        new DemoRealm.User(mail("talent"), "遥", "千早", "talent", words.language(), People.PASSWORD)));
        try (BrowserContext one = people.visitor(locale());
                BrowserContext two = people.visitor(locale());
                BrowserContext three = people.visitor(locale());
                BrowserContext four = people.visitor(locale())) {
            Somebody visitor = at(one);
            Somebody coordinator = at(two);
            Somebody talent = at(three);
            Somebody client = at(four);
            try {
                asks(visitor);
                registers(talent);
                qualifies(coordinator);
                becomesClient(client);
                describes(coordinator);
                proposes(coordinator);
                wantsAMeeting(client);
                Instant begins = calls(coordinator);
                List.of(client, talent, coordinator).forEach(this::answers);
                meets(begins, List.of(client, talent, coordinator));
                offers(client);
                counters(talent);
                accepts(client);
                orders(client, talent);
                goesOn(client, talent, coordinator);
            } catch (RuntimeException stuck) {
                for (Somebody somebody : List.of(visitor, coordinator, talent, client)) {
                    told(somebody, "stuck");
                }
                throw stuck;
            }
        }
    }

    private void asks(Somebody visitor) {
        visitor.page().navigate(stage.address() + "/");
        visitor.menu("inquiry_title")
                .write("/company", company())
                .write("/person", "森 恵")
                .write("/email", mail("client"))
                .write("/phone", "03-1234-5678")
                .write("/text", "基幹システムの刷新を支えるPMOを1名、4月から探しています。");
        visitor.tick(visitor.main(), words.text("inquiry_consent"));
        // Nobody writes as quickly as this.
        visitor.page().waitForTimeout(3_000);
        visitor.send("inquiry_send");
        // Only so many come from one address in an hour; what was written is on the page that says so, to be sent
        // again.
        for (int i = 0;
                i < 20 && visitor.page().getByText(words.text("inquiry_thanks")).count() == 0;
                i++) {
            visitor.page().waitForTimeout(20_000);
            visitor.follow(visitor.page().getByRole(AriaRole.BUTTON).last());
        }
        told(visitor, "inquiry");
    }

    private void registers(Somebody talent) {
        signIn(talent, mail("talent"), "/talent/registration");
        talent.write("/profile/familyName", "千早")
                .write("/profile/givenName", "遥")
                .write("/profile/familyNameRomaji", "Chihaya")
                .write("/profile/givenNameRomaji", "Haruka")
                .write("/profile/email", mail("talent"))
                .write("/profile/headline", headline());
        talent.tick(talent.main(), words.text("registration_consent"));
        talent.send("registration_send");

        talent.menu("nav_resume").write("/summary", "金融と小売で、PMOとして課題管理と進捗管理を担当してきました。");
        Locator roles = talent.group("/roles");
        talent.row(roles, "add_role").choose(roles, "/roles/role", role()).write(roles, "/roles/years", "6");
        Locator skills = talent.group("/skills");
        for (String skill :
                List.of(words.of("課題管理", "Issue management"), words.of("進捗管理", "Progress management"), "Snowflake")) {
            talent.row(skills, "add_skill")
                    .write(skills, "/skills/skill", skill)
                    .write(skills, "/skills/years", "6");
        }
        Locator engagements = talent.group("/engagements");
        talent.row(engagements, "add_engagement")
                .write(engagements, "/engagements/project", "会員基盤の統合")
                .write(engagements, "/engagements/company", "株式会社月光データ")
                .write(engagements, "/engagements/from", "2021-04")
                .choose(engagements, "/engagements/industry", words.of("小売", "Retail"))
                .choose(engagements, "/engagements/role", role())
                .write(engagements, "/engagements/tasks", "6チームの進捗管理と課題管理を担当した。分析基盤にはSnowflakeを用いた。");
        Locator languages = talent.group("/languages");
        talent.row(languages, "add_language")
                .choose(languages, "/languages/language", words.of("日本語", "Japanese"))
                .choose(languages, "/languages/level", words.of("ネイティブ", "Native"));
        told(talent.send("save"), "resume");

        talent.link("part_availability")
                .write("/from", LocalDate.now(JAPAN).plusDays(7).toString())
                .write("/utilisation/minimum", "50")
                .write("/utilisation/maximum", "100")
                .send("save");
        talent.link("part_wishes").write("/rate/minimum/amount", "75万").write("/rate/wish/amount", "850,000");
        talent.tick(talent.main(), words.of("ハイブリッド", "Hybrid"));
        talent.write("/maximumOnSiteDays", "3");
        told(talent.send("save"), "wishes");
        party(talent, "千早 遥", "INDIVIDUAL");
    }

    private void qualifies(Somebody coordinator) {
        signIn(coordinator, mail("coordinator"), "/coordinator");
        coordinator
                .menu("nav_inquiries")
                .awaitLink(company())
                .linkWith(company())
                .act("/taking");
        coordinator
                .step("/qualifying")
                .writeJapanese("/qualifying/name", company())
                .writeJapanese("/qualifying/address", "東京都千代田区丸の内1-1-1")
                .write("/qualifying/contact", mail("client"))
                .act("/qualifying");
        told(coordinator.awaitLink(words.text("company")).link("company"), "company");
    }

    /** The visitor's mail leads to an account. */
    private void becomesClient(Somebody client) {
        Page page = client.page();
        page.navigate(invitation());
        for (int i = 0; i < 4 && page.url().contains("/realms/"); i++) {
            Locator choosing = page.locator("input[name=password-new]");
            if (choosing.count() > 0) {
                told(client, "password");
                client.hands().write(choosing, People.PASSWORD);
                client.hands().write(page.locator("input[name=password-confirm]"), People.PASSWORD);
                client.follow(submit(page));
            } else if (page.locator("#kc-info-message a, #kc-info-message ~ p a")
                            .count()
                    > 0) {
                client.follow(page.locator("#kc-info-message a, #kc-info-message ~ p a")
                        .first());
            } else {
                break;
            }
        }
        signIn(client, mail("client"), "/client/cases");
        told(client, "client");
        party(client, company(), "CORPORATION");
    }

    private void party(Somebody somebody, String name, String kind) {
        somebody.account("nav_party")
                .write("/legalName", name)
                .write("/address", "東京都千代田区丸の内1-1-1")
                .tick("/kind", words.text("option_kind_" + kind));
        somebody.hands()
                .write(
                        somebody.main()
                                .getByRole(
                                        AriaRole.TEXTBOX,
                                        new Locator.GetByRoleOptions()
                                                .setName(Pattern.compile(
                                                        "^" + Words.quoted(words.text("party_contact"))))),
                        mail("party"));
        if (kind.equals("CORPORATION")) {
            somebody.write("/officers", "3").write("/regularEmployees", "40").write("/capital", "5000万");
        }
        told(somebody.write("/declaredOn", LocalDate.now(JAPAN).toString()).send("save"), "party-" + kind);
    }

    private void describes(Somebody coordinator) {
        coordinator
                .link("case_new")
                .writeJapanese("/requirements/title", title())
                .writeJapanese("/requirements/background", "基幹システムの刷新にあたり、課題の整理を支えてくださる方を探しています。")
                .writeJapanese("/requirements/tasks", "課題管理、進捗管理、会議体の運営、報告資料の作成。")
                .choose("/requirements/industry", words.of("小売", "Retail"))
                .choose("/requirements/workplace/kind", words.of("ハイブリッド", "Hybrid"))
                .write("/requirements/workplace/onSiteDays", "2")
                .choose("/requirements/workplace/prefecture", words.of("東京", "Tokyo"))
                .writeJapanese("/requirements/workplace/place", "東京都港区")
                .write("/requirements/utilisation", "100")
                .write("/requirements/hours/lower", "140")
                .write("/requirements/hours/upper", "180")
                .write(coordinator.group("/period"), "/requirements/period/start", begin().toString())
                .write(coordinator.group("/period"), "/requirements/period/months", "6")
                .write("/requirements/budget/lower/amount", "80万")
                .write("/requirements/budget/upper/amount", "95万");
        Locator positions = coordinator.group("/positions");
        coordinator
                .row(positions, "add_position")
                .choose(positions, "/requirements/positions/role", role())
                .write(positions, "/requirements/positions/headCount", "1");
        Locator must = coordinator.group("/positions/must");
        for (String skill : List.of(words.of("課題管理", "Issue management"), "Snowflake")) {
            coordinator
                    .row(must, "add_skill")
                    .write(must, "/requirements/positions/must/skill", skill)
                    .write(must, "/requirements/positions/must/years", "2");
        }
        told(coordinator.send("case_save_draft"), "case");
    }

    private void proposes(Somebody coordinator) {
        coordinator.link("ranking_title");
        Locator hit = coordinator
                .main()
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(headline()))
                .first();
        coordinator.await(hit);
        told(coordinator, "ranking");
        coordinator.sent(hit.getByRole(
                AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName(Pattern.compile("^" + Words.quoted(words.text("select"))))));
        coordinator.page().goBack();
        coordinator.link("back").link("pipeline").awaitLink(headline()).link("proposal_new");
        coordinator
                .writeJapanese("/plan", "最初の1か月で現状を整理し、以後の進め方を固めます。")
                .choose("/teams/label", words.text("option_teams_label_STRONGEST"))
                .choose("/teams/seats/candidacyId", headline())
                .write("/teams/seats/rate/amount", "90万")
                .send("case_save_draft");
        told(coordinator.step("/sending"), "proposal");
        coordinator
                .write("/sending/decideBy", minute(Duration.ofDays(5)))
                .sure("sending")
                .act("/sending");
    }

    private void wantsAMeeting(Somebody client) {
        client.menu("nav_own_cases").awaitLink(title());
        client.linkWith(words.pattern("proposals_waiting")).linkWith(words.pattern("proposal_sent"));
        told(client, "proposed");
        client.sent(client.article(headline())
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words.label("/wanting"))));
    }

    private Instant calls(Somebody coordinator) {
        coordinator
                .menu("nav_cases")
                .linkWith(title())
                .link("pipeline")
                .awaitLink(words.text("meeting_call"))
                .link("meeting_call");
        Instant begins = Instant.now()
                .plus(keyboard ? Duration.ofSeconds(180) : Duration.ofSeconds(120))
                .truncatedTo(ChronoUnit.MINUTES)
                .plus(Duration.ofMinutes(1));
        String at = LocalDateTime.ofInstant(begins, JAPAN).toString();
        coordinator
                .hands()
                .write(
                        coordinator
                                .main()
                                .getByLabel(words.pattern("slot_number"))
                                .first(),
                        at);
        coordinator
                .write("/deadline", at)
                .tick("/choice", words.text("option_choice_AUTOMATIC"))
                .tick(coordinator.main(), words.text("option_place_kind_VIDEO"))
                .write("/place/url", "https://meet.example/" + mark);
        told(coordinator.send("meeting_ask"), "called");
        return begins;
    }

    private void answers(Somebody somebody) {
        meeting(somebody);
        somebody.main()
                .getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(words.text("answer_YES")))
                .all()
                .forEach(somebody.hands()::tick);
        somebody.send("meeting_answer");
    }

    private void meets(Instant begins, List<Somebody> sides) {
        told(sides.getFirst(), "booked");
        Duration left = Duration.between(Instant.now(), begins.plusSeconds(2));
        sides.getFirst().page().waitForTimeout(Math.max(left.toMillis(), 0));
        for (Somebody somebody : sides) {
            meeting(somebody);
            somebody.awaitLink(words.label("/outcome"))
                    .step("/outcome")
                    .tick("/outcome/outcome", words.text("option_outcome_outcome_PROCEED"))
                    .act("/outcome");
        }
        told(sides.getLast(), "met");
    }

    private void meeting(Somebody somebody) {
        if (somebody.page()
                        .getByRole(AriaRole.NAVIGATION)
                        .getByText(words.text("nav_meetings"))
                        .count()
                > 0) {
            somebody.menu("nav_meetings");
        } else {
            somebody.account("nav_meetings");
        }
        somebody.awaitLink(title()).linkWith(title());
    }

    private void offers(Somebody client) {
        client.menu("nav_own_cases")
                .link("pipeline")
                .awaitLink(words.text("offer_make"))
                .link("offer_make");
        client.tick("/terms/contractType", words.text("option_contractType_QUASI_MANDATE_HOURS"))
                .choose("/terms/settlement/method", words.text("option_settlement_method_UPPER_LOWER"))
                .choose("/terms/settlement/roundTo", words.text("option_settlement_roundTo_10"))
                .choose("/terms/settlement/stepMinutes", words.text("option_settlement_stepMinutes_15"))
                .choose("/terms/payment/monthsAfter", words.text("option_payment_monthsAfter_1"))
                .choose("/terms/payment/dueDay", words.text("option_payment_dueDay_31"))
                .choose("/terms/payment/method", words.text("option_payment_method_BANK_TRANSFER"))
                .write("/terms/inspection/days", "7")
                .writeJapanese("/terms/responsible", "情報システム部 森 恵")
                .write("/terms/consultationContact", "soudan@client.example")
                .write("/expiresAt", minute(Duration.ofDays(7)));
        told(client.send("terms_send_offer"), "offer");
    }

    private void counters(Somebody talent) {
        talent.menu("nav_offers").awaitLink(title()).linkWith(title());
        talent.link("counter").write("/terms/fee/amount/amount", "92万").write("/note", "経験を踏まえたご提案です。");
        told(talent.send("terms_send_counter"), "counter");
    }

    private void accepts(Somebody client) {
        client.menu("nav_offers").awaitLink(title()).linkWith(title()).awaitLink(words.label("/acceptance"));
        told(client, "countered");
        client.step("/acceptance").sure("acceptance").act("/acceptance");
    }

    private void orders(Somebody client, Somebody talent) {
        client.menu("nav_orders").awaitLink(title()).linkWith(title());
        client.step("/placement").sure("placement").act("/placement");
        told(client, "placed");
        for (Somebody side : List.of(client, talent)) {
            side.menu("nav_orders").awaitLink(title()).linkWith(title()).awaitLink(words.label("/confirmation"));
            side.step("/confirmation").sure("confirmation").act("/confirmation");
        }
        told(talent, "confirmed");
    }

    private void goesOn(Somebody client, Somebody talent, Somebody coordinator) {
        coordinator.account("nav_engagements").awaitLink(title()).linkWith(title());
        coordinator.step("/ownership").act("/ownership");
        coordinator
                .step("/checkin")
                .write("/checkin/dueOn", LocalDate.now(JAPAN).plusDays(7).toString())
                .act("/checkin");
        for (Somebody side : List.of(client, talent)) {
            side.menu("nav_engagements").awaitLink(title()).linkWith(title()).awaitLink(words.label("/report"));
        }
        talent.step("/report").write("/report/text", "順調に準備が進んでいます。").act("/report");
        coordinator.page().reload();
        told(coordinator.await(coordinator.main().getByText("順調に準備が進んでいます。")), "check-in");
    }

    private void signIn(Somebody somebody, String user, String to) {
        Page page = somebody.page();
        page.navigate(stage.address() + "/login?to=" + to);
        if (!page.url().contains("/realms/")) {
            return;
        }
        somebody.hands().write(page.locator("input[name=username]"), user);
        if (page.locator("input[name=password]").count() == 0) {
            somebody.follow(submit(page));
        }
        somebody.hands().write(page.locator("input[name=password]"), People.PASSWORD);
        somebody.follow(submit(page));
        page.waitForURL(reached -> reached.startsWith(stage.address() + "/"));
    }

    /** Each page on the way is looked at as those are that links lead to. */
    private void reached(Page page) {
        if (page.url().startsWith(stage.address())
                && addresses.add(URI.create(page.url()).getPath())) {
            ((List<?>) page.evaluate(PageWalk.AXE)).forEach(each -> findings.add(page.url() + " " + each));
        }
    }

    private static Locator submit(Page page) {
        return page.locator("form input[type=submit], form button[type=submit]").last();
    }

    private Somebody at(BrowserContext context) {
        context.addInitScript(axe);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                findings.add(page.url() + " complains: " + message.text());
            }
        });
        page.onPageError(error -> findings.add(page.url() + " complains: " + error));
        return new Somebody(page, words, keyboard ? Hands.keyboard(page) : Hands.mouse(), this::reached);
    }

    private String invitation() {
        return Await.value("the mail with the invitation", Duration.ofSeconds(60), () -> {
            Matcher link = INVITATION.matcher(read(stage.mails() + "/api/mails?to=" + mail("client")));
            return link.find() ? link.group().replace("&amp;", "&") : null;
        });
    }

    private String read(String address) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void told(Somebody somebody, String what) {
        step++;
        stage.news().accept("%s%s %02d %s".formatted(words.language(), keyboard ? " keyboard" : "", step, what));
        Path shots = stage.shots();
        if (shots != null) {
            somebody.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(shots.resolve("flow-" + words.language() + (keyboard ? "-keyboard" : ""))
                                    .resolve("%02d-%s.png".formatted(step, what)))
                            .setFullPage(true));
        }
    }

    private static LocalDate begin() {
        return LocalDate.now(JAPAN).plusDays(30);
    }

    /** A time from now on, as it is written into a form. */
    private static String minute(Duration later) {
        return LocalDateTime.now(JAPAN)
                .plus(later)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private String locale() {
        return words.of("ja-JP", "en-GB");
    }

    private String mail(String who) {
        return who + "-" + mark + "@walk.example";
    }

    private String company() {
        return "株式会社四季 " + mark;
    }

    private String title() {
        return "PMO｜基幹刷新の推進支援 " + mark;
    }

    private String role() {
        return words.of("PMO（プロジェクトマネジメントオフィス）", "PMO (Project management office)");
    }

    private String headline() {
        return "PMO｜基盤刷新と課題管理 " + mark;
    }
}
