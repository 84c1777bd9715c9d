package jp.enishi.system;

import static jp.enishi.system.Api.post;
import static jp.enishi.system.Api.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.enishi.local.Await;
import jp.enishi.local.TopicChecks;
import jp.enishi.system.Api.Answer;
import jp.enishi.system.Api.Call;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The services themselves, killed one after the other at the points between two effects, and the broker in the middle, while
 * talents and cases change: nothing is lost, nothing is done twice, and reading everything again changes nothing.
 */
@ExtendWith(WholeSystem.Shared.class)
@DisabledIfSystemProperty(named = "enishi.attach", matches = "true", disabledReason = "kills parts of the system")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(5)
@Tag("chaos")
class ServiceFaultsTest {
    /** Where each service dies, one point a life: after the n-th time that it gets there. */
    private static final Map<String, List<String>> CRASHES = Map.of(
            "talents", List.of("outbox.afterCommit:30", "outbox.afterPublish:10"),
            "cases", List.of("outbox.afterPublish:3", "outbox.afterCommit:5"),
            "matching", List.of("inbox.afterEffect:20", "outbox.afterPublish:1", "inbox.beforeCommit:15"),
            "notifications", List.of("inbox.afterEffect:20", "mail.afterSend:3"));

    private static final int TALENTS = 40;
    private static final int CHANGES = 5;
    private static final int CASES = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static WholeSystem system;
    private static Api api;
    private static ReadModels models;

    @BeforeAll
    static void take(WholeSystem whole) throws SQLException {
        system = whole;
        api = whole.coordinator();
        models = new ReadModels(whole);
    }

    @AfterAll
    static void giveBack() throws SQLException {
        if (models != null) {
            models.close();
        }
    }

    @Test
    @Order(1)
    void crashesAtNamedPointsAndABrokerKilledUnderLoadLoseAndDoubleNothing() throws Exception {
        Map<String, Long> ledger = new ConcurrentHashMap<>();
        AtomicInteger answered = new AtomicInteger();
        int planned = TALENTS * CHANGES + CASES * 3;
        int commands;
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            try {
                List<Future<?>> killing = new ArrayList<>();
                for (String service : CRASHES.keySet()) {
                    killing.add(threads.submit(() -> dieAgainAndAgain(service)));
                }
                Future<?> load = threads.submit(() -> load(ledger, answered));
                Await.until(
                        "a third of the commands is through",
                        PATIENCE,
                        () -> load.isDone() || answered.get() > planned / 3);
                system.parts().kill("kafka");
                system.parts().restart("kafka");
                load.get(8, TimeUnit.MINUTES);
                commands = planned + keepBusy(killing, ledger, answered);
                for (Future<?> each : killing) {
                    each.get(8, TimeUnit.MINUTES);
                }
            } finally {
                threads.shutdownNow();
            }
        }
        assertThat(answered).hasValue(commands);
        Await.until("every event, notification and mail has arrived", PATIENCE, () -> models.underWay() == 0);

        Map<String, Long> versions = new HashMap<>();
        models.rows("talents", "select id, version from talent")
                .forEach((id, version) -> versions.put(id, Long.valueOf(version)));
        models.rows("cases", "select case_id, version from client_case")
                .forEach((id, version) -> versions.put(id, Long.valueOf(version)));
        assertThat(versions).containsAllEntriesOf(ledger);
        assertThat(models.findings()).isEmpty();
        assertThat(models.topicFindings(system.parts().kafkaBootstrap())).isEmpty();
        List<String> mails = messageIds();
        System.out.printf(
                "%d commands, %d mails arrived, %d of them again%n",
                commands, mails.size(), mails.size() - mails.stream().distinct().count());
        assertThat(mails).hasSizeGreaterThan(CASES);
        assertThat(models.mailFindings(mails, CRASHES.get("notifications").size() + 1))
                .isEmpty();
        assertThat(stale(system)).isEmpty();
    }

    /** What holds of the order flow at rest holds after the crashes too, of all that this system has been through. */
    @Test
    @Order(2)
    void theInvariantsOfTheFlowHoldAfterwards() throws Exception {
        try (Invariants invariants = new Invariants(system)) {
            Await.until("everything is at rest", PATIENCE, () -> invariants.underWay() == 0);
            assertThat(invariants.findings()).isEmpty();
        }
    }

    @Test
    @Order(3)
    void readingEveryTopicAgainFromTheStartChangesNoRow() throws Exception {
        // Who looks at a ranking is written down: look first.
        Map<String, String> rankings = rankings(system);
        Await.until("everything is at rest", PATIENCE, () -> models.underWay() == 0);
        Map<String, String> rows = models.fingerprints();
        int mails = messageIds().size();
        String group = "again-" + UUID.randomUUID();
        for (String service : List.of("matching", "notifications")) {
            system.parts().kill(service);
        }
        // The index too is made anew, from the first event on.
        deleteIndex();
        for (String service : List.of("matching", "notifications")) {
            start(service, Map.of("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GROUP_ID", group + "-" + service));
        }
        TopicChecks.awaitEnd(
                system.parts().kafkaBootstrap(), group + "-matching", ReadModels.topicsOf("matching"), PATIENCE);
        TopicChecks.awaitEnd(
                system.parts().kafkaBootstrap(),
                group + "-notifications",
                ReadModels.topicsOf("notifications"),
                PATIENCE);
        Await.until("everything is at rest", PATIENCE, () -> models.underWay() == 0);
        assertThat(models.fingerprints()).isEqualTo(rows);
        assertThat(rankings(system)).isEqualTo(rankings);
        assertThat(messageIds()).hasSize(mails);
    }

    /** What a broken service would leave, and the finding that names it. */
    static Stream<List<String>> harms() {
        return Stream.of(
                List.of(
                        "matching",
                        "delete from inbox where event_id = (select event_id from inbox where consumer = 'matching-cases' limit 1)",
                        "matching-cases: events and inbox"),
                List.of(
                        "notifications",
                        "insert into inbox values ('notifications.match', gen_random_uuid())",
                        "notifications.match: events and inbox"),
                List.of(
                        "notifications",
                        "update applied_version set version = version - 1 where consumer = 'notifications.case'",
                        "notifications.case: newest and applied versions"),
                List.of(
                        "notifications",
                        "update inbox set received_at = now() where event_id = (select event_id from inbox where consumer = 'notifications.talent' order by received_at limit 1)",
                        "notifications.talent applied 1 events before an earlier one"),
                List.of(
                        "notifications",
                        "delete from talent where talent_id = (select talent_id from talent limit 1)",
                        "talents as notifications knows them"),
                List.of(
                        "notifications",
                        "update client_case set version = version - 1 where case_id = (select case_id from client_case limit 1)",
                        "cases as notifications knows them"),
                List.of(
                        "matching",
                        "delete from outbox where id = (select id from outbox where topic = 'matching.match' limit 1)",
                        "proposals and their events"),
                List.of(
                        "notifications",
                        "delete from proposed_match where match_id = (select match_id from proposed_match limit 1)",
                        "proposals as notifications knows them"),
                List.of(
                        "notifications",
                        "delete from notification where notification_id = (select notification_id from notification where kind = 'NEW_CASE' and data <> '{}' limit 1)",
                        "proposals told and notifications of them"));
    }

    @ParameterizedTest
    @MethodSource("harms")
    @Order(4)
    void harmIsFound(List<String> harm) throws SQLException {
        var connection = models.database(harm.get(0));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local session_replication_role = replica");
            assertThat(statement.executeUpdate(harm.get(1))).isPositive();
            assertThat(models.findings())
                    .anySatisfy(finding -> assertThat(finding).contains(harm.get(2)));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(models.findings()).isEmpty();
    }

    @Test
    @Order(5)
    void aMailLostSentTwiceOrOutOfNowhereIsFound() throws Exception {
        List<String> mails = new ArrayList<>(messageIds().stream().distinct().toList());
        assertThat(models.mailFindings(mails, 0)).isEmpty();
        assertThat(models.mailFindings(mails.subList(1, mails.size()), 0)).isNotEmpty();
        assertThat(models.mailFindings(
                        Stream.concat(mails.stream(), mails.stream().limit(1)).toList(), 0))
                .isNotEmpty();
        assertThat(models.mailFindings(
                        Stream.concat(
                                        mails.stream(),
                                        Stream.of(UUID.randomUUID().toString()))
                                .toList(),
                        0))
                .isNotEmpty();
    }

    /** Lets the service die at each of its points and starts it again; in the end it runs without any. */
    private static void dieAgainAndAgain(String service) {
        system.parts().kill(service);
        for (String point : CRASHES.get(service)) {
            start(service, Map.of("ENISHI_FAILPOINTS", point));
            Await.until(
                    service + " reaches " + point,
                    PATIENCE,
                    () -> !system.parts().alive(service));
        }
        start(service, Map.of());
    }

    private static void start(String service, Map<String, String> variables) {
        Map<String, String> all = new TreeMap<>(WholeSystem.ENVIRONMENT);
        // A mail whose sender died is claimed again after this long.
        all.put("ENISHI_NOTIFICATIONS_MAIL_LEASE", "10S");
        all.putAll(variables);
        system.parts().restart(service, all);
    }

    /** Changes talents and publishes and revises cases, from eight clients, each command until it is answered. */
    private static Void load(Map<String, Long> ledger, AtomicInteger answered) throws Exception {
        List<Callable<Void>> clients = new ArrayList<>();
        for (String talent : talents()) {
            clients.add(() -> change(talent, ledger, answered));
        }
        List<JsonNode> models = published();
        for (int number = 0; number < CASES; number++) {
            JsonNode like = models.get(number % models.size());
            clients.add(number * clients.size() / CASES, () -> publish(like, ledger, answered));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Void> each : threads.invokeAll(clients)) {
                each.get();
            }
        }
        return null;
    }

    /** A service that came late to its point still finds something to die of. Answers with the number of commands given. */
    private static int keepBusy(List<Future<?>> killing, Map<String, Long> ledger, AtomicInteger answered)
            throws Exception {
        String talent = talents().getFirst();
        JsonNode like = published().getFirst();
        int commands = 0;
        while (!killing.stream().allMatch(Future::isDone)) {
            change(talent, ledger, answered);
            publish(like, ledger, answered);
            commands += CHANGES + 3;
            TimeUnit.SECONDS.sleep(1);
        }
        return commands;
    }

    private static List<String> talents() throws InterruptedException {
        List<String> ids = new ArrayList<>();
        untilThere(system.talents("?limit=" + TALENTS))
                .path("items")
                .forEach(talent -> ids.add(talent.path("talentId").asText()));
        return ids;
    }

    private static List<JsonNode> published() throws InterruptedException {
        List<JsonNode> cases = new ArrayList<>();
        for (JsonNode line :
                untilThere(system.cases("/cases?limit=50&status=PUBLISHED")).path("items")) {
            cases.add(untilThere(system.cases("/cases/" + line.path("caseId").asText())));
        }
        return cases;
    }

    private static Void change(String talent, Map<String, Long> ledger, AtomicInteger answered) throws Exception {
        String url = system.talents("/" + talent);
        JsonNode now = untilThere(url);
        long version = now.path("version").asLong();
        for (int change = 0; change < CHANGES; change++) {
            String part = List.of("availability", "wishes", "resume", "profile").get(change % 4);
            ObjectNode body = now.path(part).deepCopy();
            switch (part) {
                case "availability" ->
                    body.put("from", LocalDate.now().plusDays(200 + change).toString());
                case "wishes" ->
                    ((ObjectNode) body.path("rate").path("wish"))
                            .put("amount", body.at("/rate/wish/amount").asLong() + 1_000);
                case "resume" -> body.put("summary", body.path("summary").asText() + " " + UUID.randomUUID());
                default -> body.put("headline", "PMO " + UUID.randomUUID());
            }
            version = revised(put(url + "/" + part, body.toString()), url, version);
            ledger.put(talent, version);
            answered.incrementAndGet();
        }
        return null;
    }

    private static Void publish(JsonNode like, Map<String, Long> ledger, AtomicInteger answered) throws Exception {
        ObjectNode requirements = like.path("requirements").deepCopy();
        requirements.path("positions").forEach(position -> ((ObjectNode) position).remove("positionId"));
        ObjectNode draft = Api.JSON
                .createObjectNode()
                .put("companyId", like.path("companyId").asText());
        draft.set("requirements", requirements);
        Answer opened = persist(post(system.cases("/cases"), UUID.randomUUID().toString(), draft.toString()));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        answered.incrementAndGet();
        String id = opened.body().path("caseId").asText();
        String url = system.cases("/cases/" + id);
        Answer published = persist(post(
                        url + "/publication",
                        UUID.randomUUID().toString(),
                        "{\"closesOn\":\"%s\"}".formatted(LocalDate.now().plusDays(30)))
                .of(1));
        assertThat(published.status()).as(published.toString()).isEqualTo(200);
        answered.incrementAndGet();
        ledger.put(id, 2L);
        ObjectNode revision = Api.JSON.createObjectNode().put("reason", "稼働の見直し");
        revision.set("requirements", ((ObjectNode) published.body().path("requirements")).put("utilisation", 80));
        ledger.put(id, revised(put(url + "/requirements", revision.toString()), url, 2));
        answered.incrementAndGet();
        return null;
    }

    /** Makes the next version; when the answer was lost, the version tells whether the change was made. */
    private static long revised(Call change, String url, long version) throws Exception {
        Answer answer = persist(change.of(version));
        if (answer.status() == 412) {
            assertThat(untilThere(url).path("version").asLong()).isEqualTo(version + 1);
        } else {
            assertThat(answer.status()).as(change + " → " + answer).isEqualTo(200);
            assertThat(answer.body().path("version").asLong()).isEqualTo(version + 1);
        }
        return version + 1;
    }

    private static JsonNode untilThere(String url) throws InterruptedException {
        Answer answer = persist(new Call("GET", url, Map.of(), ""));
        assertThat(answer.status()).as(url).isEqualTo(200);
        return answer.body();
    }

    /** Repeats the request until a service is there that answers it. */
    private static Answer persist(Call call) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                Answer answer = api.send(call);
                if (answer.status() < 500
                        && !answer.body().path("code").asText().equals("request-in-progress")) {
                    return answer;
                }
            } catch (IOException noAnswer) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new AssertionError("No answer to " + call);
    }

    /** Message-IDs of the mails about cases that have arrived, without their domain. */
    private static List<String> messageIds() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        Pattern form = Pattern.compile("(?mi)^Message-ID:\\s*<([0-9a-f-]{36})@enishi>");
        for (JsonNode mail : Api.parse(HTTP.send(
                        HttpRequest.newBuilder(URI.create(system.mailUrl() + "/api/mails"))
                                .build(),
                        BodyHandlers.ofString())
                .body())) {
            var id = form.matcher(mail.path("headers").asText());
            if (id.find()) {
                ids.add(id.group(1));
            }
        }
        return ids;
    }

    /** What matching ranks for each published case: talent, version and score in order. */
    static Map<String, String> rankings(WholeSystem system) {
        Api api = system.coordinator();
        Map<String, String> rankings = new TreeMap<>();
        for (JsonNode line :
                api.get(system.cases("/cases?limit=100&status=PUBLISHED")).path("items")) {
            String id = line.path("caseId").asText();
            JsonNode ranking =
                    api.get(system.parts().serviceUrl("matching") + "/api/v1/matches/cases/" + id + "?limit=100");
            StringBuilder text = new StringBuilder("version " + ranking.path("caseVersion"));
            ranking.path("items")
                    .forEach(match -> text.append("\n%s v%d %s"
                            .formatted(
                                    match.path("talentId").asText(),
                                    match.path("talentVersion").asLong(),
                                    match.path("score"))));
            rankings.put(id, text.toString());
        }
        return rankings;
    }

    /** What matching ranks that is not the newest version of a case or talent. */
    static List<String> stale(WholeSystem system) throws SQLException {
        Map<String, String> talents;
        Map<String, String> cases;
        try (ReadModels models = new ReadModels(system)) {
            talents = models.rows("talents", "select id, version from talent");
            cases = models.rows("cases", "select case_id, version from client_case");
        }
        List<String> stale = new ArrayList<>();
        rankings(system).forEach((id, ranking) -> {
            String[] lines = ranking.split("\n");
            if (!lines[0].equals("version " + cases.get(id))) {
                stale.add("case " + id + " as " + lines[0]);
            }
            Stream.of(lines)
                    .skip(1)
                    .map(line -> line.split(" "))
                    .filter(words -> !words[1].equals("v" + talents.get(words[0])))
                    .forEach(words -> stale.add("talent " + words[0] + " as " + words[1]));
        });
        return stale;
    }

    private static void deleteIndex() throws IOException {
        var index = system.parts().places().data("matching").resolve("index");
        try (var files = java.nio.file.Files.walk(index)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                java.nio.file.Files.delete(file);
            }
        }
    }
}
