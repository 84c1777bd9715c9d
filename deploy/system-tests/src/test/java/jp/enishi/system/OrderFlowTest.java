package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.demo.OrderFlow;
import jp.enishi.demo.Person;
import jp.enishi.local.Await;
import jp.enishi.local.MetricsPage;
import jp.enishi.system.FlowWorld.Case;
import jp.enishi.system.FlowWorld.Member;
import jp.enishi.system.FlowWorld.Talent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All nine cases walk the order flow at once, through the gateway, with everybody signed in at Keycloak: some to orders, one by
 * recruiting, one with a team of which one refuses, one refused, one expired, one cancelled while a meeting is booked, one
 * adjusted. Then the invariants are looked for in all databases and topics.
 */
@ExtendWith(WholeSystem.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(3)
class OrderFlowTest {
    private static final int MEETINGS = 11;

    private static WholeSystem system;
    private static FlowWorld world;
    private static OrderFlow flow;
    private static Walk walk;
    /** Everybody calls their meeting at the same time, when all want one. */
    private static Phaser wanting;

    private static volatile Instant meetingsAt;

    @BeforeAll
    static void take(WholeSystem whole) {
        system = whole;
        world = new FlowWorld(whole, MEETINGS, 13);
        flow = world.flow();
        walk = new Walk(world);
    }

    @Test
    @Order(1)
    void nineCasesWalkTheFlowAtOnce() throws Exception {
        List<IntConsumer> walks = List.of(
                this::orderedWithConsent,
                this::orderedAfterACounterOffer,
                this::orderedWithAnItemLeftForLater,
                this::filledByRecruiting,
                this::refusedByTheTalent,
                this::expired,
                this::cancelledWhileAMeetingIsBooked,
                this::adjusted,
                this::aTeamOfThreeOfWhichOneRefuses);
        wanting = new Phaser(walks.size()) {
            @Override
            protected boolean onAdvance(int phase, int parties) {
                meetingsAt = OrderFlow.minuteAfter(Duration.ofSeconds(30));
                return false;
            }
        };
        List<String> stuck = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int number = 0; number < walks.size(); number++) {
                int one = number;
                running.add(threads.submit(() -> {
                    try {
                        walks.get(one).accept(one);
                    } finally {
                        wanting.arriveAndDeregister();
                    }
                }));
            }
            for (int number = 0; number < running.size(); number++) {
                try {
                    running.get(number).get(6, TimeUnit.MINUTES);
                } catch (ExecutionException failure) {
                    StackTraceElement at = Arrays.stream(failure.getCause().getStackTrace())
                            .filter(frame -> frame.getClassName().equals(OrderFlowTest.class.getName()))
                            .findFirst()
                            .orElseThrow();
                    stuck.add("case " + number + " at " + at + ": "
                            + failure.getCause().getMessage());
                }
            }
        }
        assertThat(stuck).isEmpty();
    }

    @Test
    @Order(2)
    void whatIsInTheDatabasesAndTopicsAfterwardsIsRight() throws Exception {
        try (Invariants invariants = new Invariants(system)) {
            Await.until("everything is at rest", Duration.ofSeconds(60), () -> invariants.underWay() == 0);
            assertThat(invariants.findings()).isEmpty();
        }
        try (ReadModels models = new ReadModels(system)) {
            assertThat(models.topicFindings(system.parts().kafkaBootstrap())).isEmpty();
        }
        for (String service : Invariants.SERVICES) {
            Person.Answer audit = Person.visitor(system.parts().managementUrl(service), FlowWorld.PATIENCE)
                    .page("/q/enishi/audit");
            assertThat(audit.body().path("intact").asBoolean()).as(service).isTrue();
            // The walks decide nothing in matching and in notifications.
            if (!List.of("matching", "notifications").contains(service)) {
                assertThat(audit.body().path("entries").asLong()).as(service).isPositive();
            }
        }
    }

    /** From the request at the gateway over the outbox, Kafka and another service's handler to the mail that left. */
    @Test
    @Order(2)
    void aTraceLeadsFromTheRequestToTheMail() throws Exception {
        Set<String> asked = new TreeSet<>();
        for (String service : Invariants.SERVICES) {
            asked.addAll(texts(service, "select distinct trace_id from outbox where trace_id is not null"));
        }
        List<String> told = texts(
                "notifications", "select trace_id from notification where trace_id is not null and kind <> 'NEW_CASE'");
        assertThat(told).hasSizeGreaterThan(20).allMatch(asked::contains);
        byte[] mails = Person.visitor(system.mailUrl(), FlowWorld.PATIENCE)
                .page("/api/mails")
                .bytes();
        Matcher header =
                Pattern.compile("X-Trace-Id: ([0-9a-f]{32})").matcher(new String(mails, StandardCharsets.UTF_8));
        Set<String> mailed = header.results().map(found -> found.group(1)).collect(Collectors.toSet());
        assertThat(mailed).isNotEmpty().containsAnyElementsOf(told);
    }

    private static List<String> texts(String database, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = system.database(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    @Test
    @Order(2)
    void noLineOfAnyLogNamesAnybody() throws Exception {
        Set<String> people = LoggedLines.people(system);
        assertThat(people).hasSizeGreaterThan(100);
        assertThat(LoggedLines.naming(people, system)).isEmpty();
        String somebody = people.iterator().next();
        assertThat(LoggedLines.names(people, "The mail to " + somebody + " was not taken"))
                .isTrue();
    }

    /** As it is in containers. */
    @Test
    @Order(2)
    void logsAreJsonWithTheirService() throws Exception {
        if (!WholeSystem.ATTACHED) {
            for (String service : WholeSystem.SERVICES) {
                assertThat(LoggedLines.objects(system, service))
                        .as(service)
                        .hasSizeGreaterThan(1)
                        .allSatisfy(line -> {
                            assertThat(line.path("service").asText()).isEqualTo(service);
                            assertThat(line.path("timestamp").asText()).isNotEmpty();
                            assertThat(line.path("level").asText()).isNotEmpty();
                        });
            }
        }
    }

    @Test
    @Order(2)
    void servicesTellTheMetricsThatThePageExplains() throws Exception {
        MetricsPage page = MetricsPage.of(Path.of(System.getProperty("enishi.root")));
        List<String> wrong = new ArrayList<>();
        for (String service : WholeSystem.SERVICES) {
            URI metrics = URI.create(system.parts().managementUrl(service) + "/q/metrics");
            try (InputStream told = metrics.toURL().openStream()) {
                wrong.addAll(page.wrong(service, new String(told.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What a broken service would leave, and the finding that names it. */
    static Stream<List<String>> harms() {
        return Stream.of(
                List.of(
                        "cases",
                        "update candidacy_step set from_stage = 'LAPSED' where to_stage = 'AGREED'",
                        "steps that the flow does not allow"),
                List.of(
                        "cases",
                        "delete from candidacy_step where to_stage = 'MET'",
                        "candidacies whose history is not one step a version"),
                List.of(
                        "cases",
                        "delete from outbox where topic = 'cases.candidacy' and version = 2",
                        "rows of candidacy whose events are not exactly 1..version"),
                List.of(
                        "cases",
                        "delete from audit where object_id in (select candidacy_id from candidacy)",
                        "rows of candidacy with a version that nobody answers for"),
                List.of(
                        "cases",
                        "update client_case set status = 'CLOSED', closing_reason = 'CANCELLED' where case_id in (select case_id from candidacy where stage = 'MET')",
                        "closed cases with somebody in the running"),
                List.of(
                        "cases",
                        "update candidacy set stage = 'MET' where stage = 'ENGAGED'",
                        "candidacies with an agreement, and agreements"),
                List.of(
                        "meetings",
                        "alter table booking drop constraint booking_without_overlap; update booking set live = true, during = tstzrange('2030-01-01', '2030-01-02')",
                        "people who are booked twice at the same time"),
                List.of(
                        "meetings",
                        "delete from booking where meeting_id = (select meeting_id from meeting where state = 'HELD' limit 1)",
                        "meetings whose bookings are not those of its three people"),
                List.of("meetings", "alter table meeting add column fee bigint", "a meeting could carry a charge"),
                List.of(
                        "contracts",
                        "drop index offer_version_one_accepted; update offer_version set state = 'ACCEPTED' where state = 'SUPERSEDED'",
                        "offers with more than one accepted version"),
                List.of(
                        "contracts",
                        "delete from work_order where state = 'CONFIRMED'",
                        "agreements without exactly one order of the same terms"),
                List.of(
                        "contracts",
                        "update work_order set terms_hash = 'other'",
                        "agreements without exactly one order of the same terms"),
                List.of(
                        "contracts",
                        "update offer set state = 'REFUSED' where state = 'AGREED'",
                        "orders of somebody who refused"),
                List.of(
                        "contracts",
                        "delete from order_confirmation where side = 'CLIENT'",
                        "orders that are confirmed without both sides' word on one document"),
                List.of("contracts", "delete from engagement", "confirmed orders without exactly one engagement"),
                List.of(
                        "notifications",
                        "insert into inbox values ('notifications.offer', gen_random_uuid())",
                        "notifications.offer: events and inbox"));
    }

    @ParameterizedTest
    @MethodSource("harms")
    @Order(3)
    void eachHarmIsFound(List<String> harm) throws Exception {
        try (Invariants invariants = new Invariants(system)) {
            Connection database = invariants.database(harm.get(0));
            database.setAutoCommit(false);
            try (Statement statement = database.createStatement()) {
                // Past the guards of the database itself.
                statement.execute("set local session_replication_role = replica");
                statement.execute(harm.get(1));
                assertThat(invariants.findings()).anyMatch(finding -> finding.contains(harm.get(2)));
            } finally {
                database.rollback();
            }
        }
    }

    private void orderedWithConsent(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.proposed(open, client, talent);
        String named = "/talents/" + talent.talentId() + "/versions/4/disclosed?caseId=" + open.caseId();
        assertThat(client.person().attempt("GET", named, null, null).status()).isIn(403, 404);
        flow.await(
                talent.person(),
                "/candidacies/mine?limit=100",
                page -> page.toString().contains(open.caseId()));
        consent(talent, open);
        JsonNode resume = flow.await(client.person(), named, answer -> true);
        assertThat(resume.toString()).contains("familyName");
        flow.await(
                talent.person(),
                "/talents/" + talent.talentId() + "/disclosures?limit=100",
                page -> page.toString().contains(open.caseId()));
        flow.want(client.person(), candidacy);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        String offer =
                flow.offer(client.person(), candidacy, OrderFlow.terms(open.requirements(), 900_000), Walk.inDays(7));
        flow.accept(talent.person(), offer);
        walk.ordered(open, client, talent, candidacy);
    }

    private void consent(Talent talent, Case open) {
        talent.person()
                .post(
                        "/talents/" + talent.talentId() + "/consents",
                        Map.of(
                                "organizationId", world.organizationId(),
                                "caseId", open.caseId(),
                                "organizationName", "検証商事株式会社"));
    }

    private void orderedAfterACounterOffer(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        String offer =
                flow.offer(client.person(), candidacy, OrderFlow.terms(open.requirements(), 800_000), Walk.inDays(7));
        flow.counter(
                talent.person(),
                offer,
                OrderFlow.terms(open.requirements(), 880_000),
                Walk.inDays(6),
                "経験年数を踏まえてご相談です。");
        JsonNode now = client.person().get("/offers/" + offer);
        assertThat(now.get("versions")).hasSize(2);
        assertThat(now.at("/versions/1/changes").toString()).contains("/fee/amount");
        // The version before can't be accepted any more, by nobody.
        Person.Answer old = talent.person()
                .attempt(
                        "POST",
                        "/offers/" + offer + "/acceptance",
                        now.get("version").asLong(),
                        Map.of("termsHash", now.at("/versions/0/termsHash").asText()));
        assertThat(old.status()).isEqualTo(409);
        flow.accept(client.person(), offer);
        walk.ordered(open, client, talent, candidacy);
    }

    private void orderedWithAnItemLeftForLater(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        ObjectNode terms = OrderFlow.terms(open.requirements(), 950_000);
        terms.remove("place");
        terms.putArray("pending")
                .addObject()
                .put("item", "PLACE")
                .put("plannedOn", terms.at("/period/start").asText())
                .putObject("reason")
                .put("ja", "入居するフロアが来月決まるため");
        String offer = flow.offer(client.person(), candidacy, terms, Walk.inDays(7));
        flow.accept(talent.person(), offer);
        JsonNode order = walk.ordered(open, client, talent, candidacy);
        assertThat(order.get("tasks")).hasSize(1);
    }

    private void filledByRecruiting(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        Person visitor = Person.visitor(system.url(""), FlowWorld.PATIENCE);
        assertThat(visitor.get("/listings/" + open.caseId()).get("status").asText())
                .isEqualTo("OPEN");
        String candidacy = flow.apply(talent.person(), open.caseId(), open.positionId(), 4, "工程管理の経験を活かせます。");
        walk.propose(open, Map.of(candidacy, 900_000L));
        flow.want(client.person(), candidacy);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        String offer =
                flow.offer(client.person(), candidacy, OrderFlow.terms(open.requirements(), 900_000), Walk.inDays(7));
        flow.accept(talent.person(), offer);
        walk.ordered(open, client, talent, candidacy);
        // The seat is filled, so the listing is taken back by itself.
        Await.until(
                "the listing is taken back",
                Duration.ofSeconds(30),
                () -> visitor.attempt("GET", "/listings/" + open.caseId(), null, null)
                                .status()
                        == 410);
    }

    private void refusedByTheTalent(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        String offer =
                flow.offer(client.person(), candidacy, OrderFlow.terms(open.requirements(), 700_000), Walk.inDays(7));
        flow.refuse(talent.person(), offer, "希望の単価に届かないため");
        walk.stage(candidacy, "REFUSED");
        cannotAccept(talent, offer, "offer-refused");
        assertThat(client.person().get("/orders?limit=100").toString()).doesNotContain(candidacy);
    }

    private void expired(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        String offer = flow.offer(
                client.person(),
                candidacy,
                OrderFlow.terms(open.requirements(), 900_000),
                Instant.now().plusSeconds(3));
        flow.await(
                talent.person(),
                "/offers/" + offer,
                now -> now.get("state").asText().equals("EXPIRED"));
        cannotAccept(talent, offer, "offer-expired");
        walk.stage(candidacy, "MET");
    }

    private void cancelledWhileAMeetingIsBooked(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        wanting.arriveAndAwaitAdvance();
        String meeting = walk.booked(number, client, talent, candidacy, meetingsAt.plus(Duration.ofDays(3)));
        JsonNode now = world.coordinator().get("/cases/" + open.caseId());
        world.coordinator()
                .post(
                        "/cases/" + open.caseId() + "/closing",
                        now.get("version").asLong(),
                        Map.of("reason", "CANCELLED"));
        walk.stage(candidacy, "CLOSED");
        flow.await(
                talent.person(),
                "/meetings/" + meeting,
                it -> it.get("state").asText().equals("CANCELLED"));
        Await.until(
                "the calendars are told",
                Duration.ofSeconds(30),
                () -> mails(talent.email()).contains("METHOD:CANCEL"));
    }

    private void adjusted(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Talent passed = world.talent();
        Member client = world.member(number);
        String candidacy = flow.select(world.coordinator(), open.caseId(), open.positionId(), talent.talentId());
        String other = flow.select(world.coordinator(), open.caseId(), open.positionId(), passed.talentId());
        walk.propose(open, Map.of(candidacy, 900_000L, other, 800_000L));
        flow.pass(client.person(), other, "SKILLS", "クラウドの経験がもう少し必要です。");
        flow.want(client.person(), candidacy);
        met(number, client, talent, candidacy, "ADJUST", "PROCEED");
        walk.stage(candidacy, "MET");
        JsonNode now = world.coordinator().get("/cases/" + open.caseId());
        ObjectNode wanted = now.get("requirements").deepCopy();
        wanted.put("utilisation", 80);
        JsonNode revised = world.coordinator()
                .put(
                        "/cases/" + open.caseId() + "/requirements",
                        now.get("version").asLong(),
                        Map.of("reason", "商談で稼働率を調整したため", "requirements", wanted));
        assertThat(revised.get("requirementsVersion").asLong()).isEqualTo(2);
        flow.await(
                world.coordinator(),
                "/matches/cases/" + open.caseId() + "?limit=1",
                ranked -> ranked.get("caseVersion").asLong()
                        >= revised.get("version").asLong());
        String offer = flow.offer(client.person(), candidacy, OrderFlow.terms(wanted, 850_000), Walk.inDays(7));
        flow.accept(talent.person(), offer);
        walk.ordered(open, client, talent, candidacy);
        walk.stage(other, "PASSED");
    }

    private void aTeamOfThreeOfWhichOneRefuses(int number) {
        Case open = world.open(number, 3);
        Map<String, Talent> team = new LinkedHashMap<>();
        Map<String, Long> rates = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            Talent talent = world.talent();
            String candidacy = flow.select(world.coordinator(), open.caseId(), open.positionId(), talent.talentId());
            team.put(candidacy, talent);
            rates.put(candidacy, 700_000L + i * 50_000L);
        }
        walk.propose(open, rates);
        List<String> candidacies = List.copyOf(team.keySet());
        for (int i = 0; i < 3; i++) {
            flow.want(world.member(number + i).person(), candidacies.get(i));
        }
        wanting.arriveAndAwaitAdvance();
        List<String> meetings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String candidacy = candidacies.get(i);
            meetings.add(walk.booked(number + i, world.member(number + i), team.get(candidacy), candidacy, meetingsAt));
        }
        for (int i = 0; i < 3; i++) {
            walk.held(meetings.get(i), "PROCEED", "PROCEED");
            walk.stage(candidacies.get(i), "MET");
        }
        Member client = world.member(number);
        Map<String, ObjectNode> terms = new LinkedHashMap<>();
        rates.forEach((candidacy, yen) -> terms.put(candidacy, OrderFlow.terms(open.requirements(), yen)));
        flow.offerTeam(client.person(), open.caseId(), "PARTIAL", terms, Walk.inDays(7));
        for (int i = 0; i < 3; i++) {
            Talent talent = team.get(candidacies.get(i));
            String offer = flow.offerFor(talent.person(), candidacies.get(i))
                    .get("offerId")
                    .asText();
            if (i == 2) {
                flow.refuse(talent.person(), offer, "別の案件が決まったため");
            } else {
                flow.accept(talent.person(), offer);
            }
        }
        walk.ordered(open, client, team.get(candidacies.get(0)), candidacies.get(0));
        walk.ordered(open, client, team.get(candidacies.get(1)), candidacies.get(1));
        walk.stage(candidacies.get(2), "REFUSED");
        assertThat(client.person().get("/orders?limit=100").toString()).doesNotContain(candidacies.get(2));
    }

    private void met(int number, Member client, Talent talent, String candidacy, String clientSays, String talentSays) {
        wanting.arriveAndAwaitAdvance();
        walk.held(walk.booked(number, client, talent, candidacy, meetingsAt), clientSays, talentSays);
        if (clientSays.equals("PROCEED")) {
            walk.stage(candidacy, "MET");
        }
    }

    private static void cannotAccept(Talent talent, String offer, String code) {
        JsonNode now = talent.person().get("/offers/" + offer);
        Person.Answer answer = talent.person()
                .attempt(
                        "POST",
                        "/offers/" + offer + "/acceptance",
                        now.get("version").asLong(),
                        Map.of("termsHash", now.get("termsHash").asText()));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asText()).isEqualTo(code);
    }

    private static String mails(String address) {
        return new String(
                Person.visitor(system.mailUrl(), FlowWorld.PATIENCE)
                        .page("/api/mails?to=" + address)
                        .bytes(),
                StandardCharsets.UTF_8);
    }
}
