package jp.enishi.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.enishi.demo.OrderFlow.Participants;
import jp.enishi.demo.OrderFlow.Seat;

/**
 * Puts the order flow of the demo's client at every step at once, so that each role finds something to do: inquiries, a draft
 * and a sent proposal, an applicant, a wish to meet, a poll, a booked meeting, offers that wait for either side, orders to place
 * and to confirm, an engagement with a ticket and an amendment to sign, a consent, and searches that are watched. Everything
 * goes through the gateway as the people themselves.
 */
final class FlowDemo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COMPANY = "みなと食品ホールディングス株式会社";
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final Pattern TERMS = Pattern.compile("name=\"/(?:agreeing/)?terms\" value=\"(\\d+)\"");

    /** Somebody with an account, and for a talent the résumé that belongs to it. */
    record Talent(Person person, String userId, String talentId, String name) {}

    /**
     * Who takes part.
     *
     * @param organization the client's organisation
     * @param clients user ids of the client; the first is the one who signs in
     * @param coordinators user ids; the first is the one who signs in
     * @param active talents who act themselves; at least four
     * @param passive ids of talents who are only chosen from; at least five
     */
    record Cast(
            Person client,
            Person coordinator,
            String organization,
            List<String> clients,
            List<String> coordinators,
            List<Talent> active,
            List<String> passive) {}

    /** A person whose meeting is called. */
    private record Met(Talent talent, String candidacy, String meeting) {}

    /** The cases in which it happens, with their requirements as the service shows them. */
    record Stage(JsonNode own, JsonNode flow, JsonNode other) {}

    private final OrderFlow flow = new OrderFlow(PATIENCE);
    private final Cast cast;
    private final Clock clock;
    private final List<Met> met = new ArrayList<>();
    private Instant held = Instant.MIN;

    FlowDemo(Cast cast, Clock clock) {
        this.cast = cast;
        this.clock = clock;
    }

    /** What has to be done before the meetings of the demo have begun, a minute or two ahead. */
    void begin(Stage stage) {
        // A coordinator has registered them, who can't agree to anything for them.
        for (Talent talent : cast.active()) {
            talent.person()
                    .post(
                            "/talents/" + talent.talentId() + "/terms",
                            Map.of("terms", termsOn("/talent/terms", talent.person())));
        }
        String caseId = id(stage.flow());
        Map<String, List<Seat>> teams = new LinkedHashMap<>();
        List<Seat> seats = new ArrayList<>();
        Map<String, Talent> wanted = new LinkedHashMap<>();
        for (Talent talent : cast.active().subList(0, 4)) {
            String candidacy = flow.select(cast.coordinator(), caseId, position(stage.flow()), talent.talentId());
            wanted.put(candidacy, talent);
            seats.add(new Seat(position(stage.flow()), candidacy, 800_000));
        }
        teams.put("STRONGEST", seats);
        String proposal = flow.draft(cast.coordinator(), caseId, "4名で分担し、1か月目に現状と課題を整理、2か月目から部門ごとの定例を運営します。", teams);
        flow.send(cast.coordinator(), proposal, inDays(5));
        wanted.keySet().forEach(candidacy -> flow.want(cast.client(), candidacy));
        held = OrderFlow.minuteAfter(Duration.ofSeconds(20));
        wanted.forEach((candidacy, talent) -> {
            int number = met.size() + 1;
            String meeting = flow.call(
                    cast.coordinator(),
                    candidacy,
                    new Participants(
                            cast.clients().get(number),
                            talent.userId(),
                            cast.coordinators().get(number)),
                    List.of(held),
                    held.minusSeconds(1));
            flow.answer(talent.person(), meeting, "YES");
            flow.book(cast.coordinator(), meeting);
            met.add(new Met(talent, candidacy, meeting));
        });
        choosing(stage.own());
        flow.apply(
                cast.active().get(1).person(),
                id(stage.other()),
                position(stage.other()),
                version(cast.active().get(1)),
                "開発ベンダーとの調整と運用改善の経験が活かせると考え、応募いたします。");
    }

    /** A proposal to decide on, a wish to meet, a poll to answer, a meeting to come. */
    private void choosing(JsonNode own) {
        String caseId = id(own);
        List<String> chosen = new ArrayList<>();
        for (String talentId : cast.passive().subList(0, 3)) {
            chosen.add(flow.select(cast.coordinator(), caseId, position(own), talentId));
        }
        Talent first = cast.active().get(0);
        Talent second = cast.active().get(1);
        String polled = flow.select(cast.coordinator(), caseId, position(own), first.talentId());
        String booked = flow.select(cast.coordinator(), caseId, position(own), second.talentId());
        Map<String, List<Seat>> teams = new LinkedHashMap<>();
        teams.put("STRONGEST", List.of(new Seat(position(own), polled, 950_000)));
        teams.put("CHEAPEST", List.of(new Seat(position(own), chosen.get(0), 850_000)));
        teams.put("EARLIEST", List.of(new Seat(position(own), booked, 900_000)));
        teams.put("OTHER", List.of(new Seat(position(own), chosen.get(1), 920_000)));
        String proposal = flow.draft(cast.coordinator(), caseId, "要望の棚卸しから始め、四半期ごとのリリース計画を一緒に作れる方を4名ご提案します。", teams);
        flow.send(cast.coordinator(), proposal, inDays(4));
        flow.want(cast.client(), polled);
        flow.want(cast.client(), booked);
        flow.want(cast.client(), chosen.get(1));
        flow.draft(
                cast.coordinator(),
                caseId,
                "追加のご提案（下書き）です。",
                Map.of("OTHER", List.of(new Seat(position(own), chosen.get(2), 880_000))));
        Instant morning = LocalDate.now(clock.withZone(JAPAN))
                .plusDays(5)
                // All times that follow are on working days too.
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.WEDNESDAY))
                .atTime(10, 0)
                .atZone(JAPAN)
                .toInstant();
        List<Instant> times = List.of(morning, morning.plus(3, ChronoUnit.HOURS), morning.plus(27, ChronoUnit.HOURS));
        flow.call(
                cast.coordinator(),
                polled,
                new Participants(
                        cast.clients().getFirst(),
                        first.userId(),
                        cast.coordinators().getFirst()),
                times,
                morning.minus(2, ChronoUnit.DAYS));
        String meeting = flow.call(
                cast.coordinator(),
                booked,
                new Participants(
                        cast.clients().getFirst(),
                        second.userId(),
                        cast.coordinators().getFirst()),
                List.of(morning.plus(48, ChronoUnit.HOURS)),
                morning);
        flow.answer(cast.client(), meeting, "YES");
        flow.answer(second.person(), meeting, "YES");
        flow.book(cast.coordinator(), meeting);
    }

    /** What follows the meetings: offers, orders, an engagement. Waits for them when it comes too early. */
    void finish(Stage stage) {
        sleepUntil(held.plusSeconds(1));
        JsonNode requirements = stage.flow().get("requirements");
        for (Met person : met) {
            flow.outcomes(cast.coordinator(), person.meeting(), "PROCEED", "PROCEED", "");
            flow.await(
                    cast.client(),
                    "/candidacies/" + person.candidacy(),
                    it -> it.get("stage").asText().equals("MET"));
        }
        flow.declare(cast.client(), COMPANY, true);
        List<String> offers = met.stream()
                .map(person -> flow.offer(
                        cast.client(), person.candidacy(), OrderFlow.terms(requirements, 800_000), inDays(6)))
                .toList();
        // The first answers nothing yet, the second works already, the third asks for more, the fourth agreed.
        Talent working = met.get(1).talent();
        flow.accept(working.person(), offers.get(1));
        flow.declare(working.person(), working.name(), false);
        String order = order(met.get(1).candidacy());
        flow.place(cast.client(), order);
        flow.confirm(cast.client(), order);
        flow.confirm(working.person(), order);
        String engagement =
                flow.engagementFor(working.person(), order).get("engagementId").asText();
        JsonNode running = working.person().get("/engagements/" + engagement);
        working.person()
                .post(
                        "/engagements/" + engagement + "/tickets",
                        running.get("version").asLong(),
                        Map.of("category", "WORK", "text", "検証環境の利用申請に2週間かかると言われています。早める方法をご相談させてください。"));
        flow.counter(
                met.get(2).talent().person(),
                offers.get(2),
                OrderFlow.terms(requirements, 860_000),
                inDays(5),
                "データ基盤の導入経験を踏まえ、月額86万円でお願いできないでしょうか。");
        Talent agreed = met.get(3).talent();
        flow.accept(agreed.person(), offers.get(3));
        flow.declare(agreed.person(), agreed.name(), false);
        order(met.get(3).candidacy());
        flow.amend(cast.client(), engagement, OrderFlow.terms(requirements, 830_000), "担当範囲に受入テストの計画を加えるため");
        flow.consent(agreed.person(), agreed.talentId(), cast.organization(), COMPANY, id(stage.flow()));
        flow.watch(cast.active().getFirst().person(), "PMO・月90万円以上", Map.of("roles", List.of("PMO"), "rate", 900_000));
        flow.watch(cast.client(), "データ基盤に強いPMO", Map.of("roles", List.of("PMO"), "text", "データ基盤"));
    }

    /** Companies that ask for the first time: one nobody took yet, one in good hands. */
    void inquiries(String gateway) {
        Person visitor = Person.visitor(gateway, PATIENCE);
        String issued = visitor.get("/inquiries/form").get("formIssued").asText();
        int terms = termsOn("/inquiry", visitor);
        // A form is sent by a person, so not within three seconds.
        sleepUntil(clock.instant().plusSeconds(4));
        ask(
                visitor,
                issued,
                terms,
                "あおば精機株式会社",
                "青葉 真理",
                "aoba@inquiry.example",
                "生産管理システムの刷新で、ベンダー3社をまとめるPMOを来年2月から探しています。");
        ask(visitor, issued, terms, "有限会社つばめ文具", "燕 修", "tsubame@inquiry.example", "ECサイトの立ち上げを任せられるPMに、週2日ほど相談できますか。");
        for (JsonNode inquiry :
                cast.coordinator().get("/inquiries?state=NEW&limit=100").get("items")) {
            if (inquiry.path("company").asText().contains("つばめ")) {
                String path = "/inquiries/" + inquiry.get("inquiryId").asText();
                long version = inquiry.get("version").asLong();
                JsonNode taken = cast.coordinator().post(path + "/assignment", version, Map.of());
                cast.coordinator()
                        .post(
                                path + "/contacts",
                                taken.get("version").asLong(),
                                Map.of("channel", "PHONE", "note", "ご予算と開始時期を伺い、来週オンラインで要件を伺うことになりました。"));
            }
        }
    }

    /** The version of the terms of use that a page shows, which is what whoever sends its form agrees to. */
    private static int termsOn(String page, Person reader) {
        Matcher shown = TERMS.matcher(new String(reader.page(page).bytes(), StandardCharsets.UTF_8));
        if (!shown.find()) {
            throw new IllegalStateException(page + " shows no version of the terms of use");
        }
        return Integer.parseInt(shown.group(1));
    }

    private static void ask(
            Person visitor, String issued, int terms, String company, String person, String email, String text) {
        visitor.post(
                "/inquiries",
                Map.of(
                        "company", company,
                        "person", person,
                        "email", email,
                        "text", text,
                        "language", "ja",
                        "consent", true,
                        "terms", terms,
                        "formIssued", issued,
                        "website", ""));
    }

    private String order(String candidacy) {
        return flow.orderFor(cast.client(), candidacy).get("orderId").asText();
    }

    private static long version(Talent talent) {
        return talent.person().get("/talents/me").get("version").asLong();
    }

    private static String id(JsonNode shown) {
        return shown.get("caseId").asText();
    }

    private static String position(JsonNode shown) {
        return shown.at("/requirements/positions/0/positionId").asText();
    }

    private Instant inDays(int days) {
        return clock.instant().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
    }

    private void sleepUntil(Instant time) {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    Math.max(0, Duration.between(clock.instant(), time).toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", interrupted);
        }
    }
}
