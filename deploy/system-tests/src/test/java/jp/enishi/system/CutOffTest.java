package jp.enishi.system;

import static jp.enishi.system.Api.post;
import static jp.enishi.system.Api.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that hang up in the middle: writes over every endpoint that writes, each cut off at a random moment and then
 * repeated. Every commit must be whole, every repetition without a second effect, and nothing may stay occupied.
 * {@link ManyCutOffTest} cuts off 2,000.
 */
@ExtendWith(WholeSystem.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(3)
class CutOffTest {
    private static final int CLIENTS = 8;
    private static final int LONGEST_WAIT = 30;
    private static final long SEED = Long.getLong("enishi.seed", 20_261_101L);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> SERVICES = List.of("talents", "cases", "notifications");

    private static WholeSystem system;
    private static Api api;

    /** By method and last part of the path: what was cut, and of that what had its effect nevertheless. */
    private static final Map<String, AtomicInteger> CUT = new ConcurrentHashMap<>();

    private static final Map<String, AtomicInteger> EFFECTIVE = new ConcurrentHashMap<>();

    /** Aggregates by id with the version that their client counts. */
    private static final Map<String, Long> LEDGER = new ConcurrentHashMap<>();

    /** @return how many requests are cut off */
    int cuts() {
        return 160;
    }

    @BeforeAll
    static void attach(WholeSystem whole) {
        system = whole;
        api = whole.coordinator();
    }

    @Test
    @Order(1)
    void everyCommitIsWholeAndEveryRepetitionWithoutASecondEffect() throws Exception {
        int cuts = cuts();
        List<UUID> unread = unreadNotifications(cuts / 20);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                running.add(clients.submit(() -> {
                    new Client(new Random(SEED * CLIENTS + number), number == 0 ? unread : List.of())
                            .run(cuts / CLIENTS);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get(5, TimeUnit.MINUTES);
            }
        }
        int cut = CUT.values().stream().mapToInt(AtomicInteger::get).sum();
        int effective = EFFECTIVE.values().stream().mapToInt(AtomicInteger::get).sum();
        System.out.printf(
                "seed %d: %d requests cut off, %d of them had their effect: %s of %s%n",
                SEED, cut, effective, EFFECTIVE, CUT);
        assertThat(cut).isEqualTo(cuts);
        // Both sides of the commit were met, or the waits don't fit this machine.
        assertThat(effective).isBetween(cuts / 20, cuts * 19 / 20);
        assertThat(CUT.keySet())
                .containsExactlyInAnyOrder(
                        "POST talents",
                        "PUT profile",
                        "PUT resume",
                        "PUT availability",
                        "PUT wishes",
                        "POST companies",
                        "PUT companies",
                        "POST cases",
                        "PUT requirements",
                        "POST publication",
                        "POST closing",
                        "PUT preferences",
                        "POST reading");

        for (Commits commits : Commits.values()) {
            try (Connection connection = system.database(commits.database())) {
                assertThat(commits.findings(connection)).isEmpty();
            }
        }
        assertThat(versions()).containsAllEntriesOf(LEDGER);
    }

    @Test
    @Order(2)
    void nothingStaysOccupiedAndTheServicesAnswerAtOnce() throws Exception {
        try (Connection connection = system.database("postgres")) {
            Await.until("no transaction is left open", PATIENCE, () -> TopicChecks.one(connection, """
                            select count(*) from pg_stat_activity
                            where state like 'idle in transaction%' and state_change < now() - interval '1 second'""") == 0);
        }
        for (String service : SERVICES) {
            Await.until(service + " uses no connection", PATIENCE, () -> metric(service, "sql_pool_active") == 0);
            assertThat(status(system.parts().managementUrl(service) + "/q/health/ready"))
                    .isEqualTo(200);
        }
        for (String url :
                List.of(system.talents("?limit=1"), system.cases("/cases?limit=1"), system.notifications("?limit=1"))) {
            long asked = System.nanoTime();
            api.get(url);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).as(url).isLessThan(Duration.ofSeconds(1));
        }
    }

    /** What a torn commit would leave, and the finding that names it. */
    static Stream<List<String>> tornCommits() {
        return Stream.of(
                List.of(
                        "talents",
                        "delete from outbox where id = (select min(id::text)::uuid from outbox)",
                        "talents whose events are not exactly 1..version"),
                List.of(
                        "talents",
                        "delete from audit where seq = (select max(seq) from audit where action = 'talent.revise')",
                        "talents whose audit rows are not one a version"),
                List.of(
                        "talents",
                        "delete from talent_version where (talent_id, version) = (select talent_id, version from talent_version limit 1)",
                        "talents whose kept versions are not exactly 1..version"),
                List.of(
                        "talents",
                        "update talent set document = jsonb_set(document, '{profile,headline}', '\"x\"') where id = (select id from talent limit 1)",
                        "talents whose newest kept version says something else"),
                List.of(
                        "talents",
                        "delete from idempotency where key = (select min(key) from idempotency where body::jsonb ? 'profile')",
                        "talents without exactly one kept answer"),
                List.of(
                        "talents",
                        "insert into idempotency select caller, 'torn', request_hash, status, headers, body from idempotency where body::jsonb ? 'profile' limit 1",
                        "talents without exactly one kept answer"),
                List.of(
                        "talents",
                        "delete from talent where id = (select min(id::text)::uuid from talent)",
                        "kept answers without an effect"),
                List.of(
                        "cases",
                        "delete from outbox where id = (select id from outbox where topic = 'cases.case' limit 1)",
                        "cases whose events are not exactly 1..version"),
                List.of(
                        "cases",
                        "delete from outbox where id = (select id from outbox where topic = 'cases.company' limit 1)",
                        "companies whose events are not exactly 1..version"),
                List.of(
                        "cases",
                        "delete from audit where seq = (select max(seq) from audit where action = 'case.revise')",
                        "cases whose audit rows are not one a version"),
                List.of(
                        "cases",
                        "delete from requirements_version where (case_id, version) = (select case_id, version from requirements_version limit 1)",
                        "cases whose versions of requirements"),
                List.of(
                        "cases",
                        "update listing set closed_at = now() where listing_id = (select listing_id from listing where closed_at is null limit 1)",
                        "cases whose listing does not say"),
                List.of(
                        "cases",
                        "delete from idempotency where key = (select key from idempotency where body::json ->> 'status' = 'PUBLISHED' limit 1)",
                        "commands with a key whose answer was not kept exactly once"),
                List.of(
                        "cases",
                        "update idempotency set body = jsonb_set(body::jsonb, '{version}', '99')::text where key = (select min(key) from idempotency where body::jsonb ? 'requirements')",
                        "kept answers without an effect"),
                List.of(
                        "notifications",
                        "update preferences set version = version + 1",
                        "preferences whose audit rows are not one a version"),
                List.of(
                        "notifications",
                        "update notification set read_at = null where notification_id = (select notification_id from notification where read_at is not null limit 1)",
                        "kept answers without an effect"),
                List.of(
                        "notifications",
                        "delete from idempotency where key = (select min(key) from idempotency)",
                        "notifications read without a kept answer"));
    }

    @ParameterizedTest
    @MethodSource("tornCommits")
    @Order(3)
    void aTornCommitIsFound(List<String> torn) throws SQLException {
        Commits commits = Commits.valueOf(torn.get(0).toUpperCase(java.util.Locale.ROOT));
        try (Connection connection = system.database(commits.database());
                Statement statement = connection.createStatement()) {
            // Without the triggers and foreign keys that refuse such changes, and taken back afterwards.
            connection.setAutoCommit(false);
            statement.execute("set local session_replication_role = replica");
            assertThat(statement.executeUpdate(torn.get(1))).isPositive();
            assertThat(commits.findings(connection))
                    .anySatisfy(finding -> assertThat(finding).contains(torn.get(2)));
            connection.rollback();
            assertThat(commits.findings(connection)).isEmpty();
        }
    }

    /** One client with aggregates of its own: each of its writes is cut off, then repeated until it is answered. */
    private static final class Client {
        private final Random random;
        private final List<UUID> unread;
        private int cuts;
        private int goal;
        private int days;

        Client(Random random, List<UUID> unread) {
            this.random = random;
            this.unread = new ArrayList<>(unread);
        }

        void run(int requests) throws IOException, InterruptedException {
            goal = requests;
            boolean reader = !unread.isEmpty();
            while (cuts < goal) {
                if (reader) {
                    read();
                }
                talent();
                company();
            }
        }

        private void talent() throws IOException, InterruptedException {
            JsonNode made = command(post(system.talents(""), key(), "{\"profile\":%s}".formatted(profile())));
            String url = system.talents("/" + made.path("talentId").asText());
            for (int round = 0; round < 2; round++) {
                revise(put(url + "/profile", profile()), url);
                revise(put(url + "/resume", """
                        {"summary":"%s","roles":[{"role":"PMO","years":%d}],"skills":[],
                        "languages":[{"language":"ja","level":"NATIVE"}],"engagements":[]}""".formatted(key(), random.nextInt(20))), url);
                revise(put(url + "/availability", """
                        {"from":"%s","utilisation":{"minimum":10,"maximum":20}}""".formatted(day())), url);
                revise(put(url + "/wishes", """
                        {"rate":{"minimum":{"amount":%1$d,"currency":"JPY"},"wish":{"amount":%1$d,"currency":"JPY"}},
                        "workplaces":["REMOTE"],"maximumOnSiteDays":0,"prefectures":[],"roles":[],"industries":[]}""".formatted(50_000_000 + random.nextInt(1_000_000))), url);
            }
        }

        private void company() throws IOException, InterruptedException {
            UUID organization = UUID.randomUUID();
            JsonNode made = command(post(system.cases("/companies"), key(), company(organization)));
            String companyUrl =
                    system.cases("/companies/" + made.path("companyId").asText());
            JsonNode opened = command(post(system.cases("/cases"), key(), """
                    {"companyId":"%s","requirements":%s}""".formatted(
                            made.path("companyId").asText(), requirements())));
            String url = system.cases("/cases/" + opened.path("caseId").asText());
            revise(put(url + "/requirements", revision()), url);
            command(post(url + "/publication", key(), "{\"closesOn\":\"%s\"}".formatted(day()))
                    .of(version(url)));
            // Renews the listing too: two aggregates in one commit.
            long before = version(url);
            revise(put(companyUrl, company(organization)), companyUrl);
            assertThat(api.get(url).path("version").asLong()).isEqualTo(before + 1);
            LEDGER.put(id(url), before + 1);
            revise(put(url + "/requirements", revision()), url);
            command(post(url + "/closing", key(), "{\"reason\":\"CANCELLED\"}").of(version(url)));
        }

        private void read() throws IOException, InterruptedException {
            if (!unread.isEmpty()) {
                command(post(system.notifications("/" + unread.removeLast() + "/reading"), key(), ""));
            }
            String url = system.notifications("/preferences");
            revise(put(url, """
                    {"language":"ja","mail":{"NEW_CASE":%b,"FITTING_CASE":%b}}""".formatted(random.nextBoolean(), random.nextBoolean())), url);
        }

        /** A command with a key: cut off, repeated until answered, and once more. */
        private JsonNode command(Call call) throws IOException, InterruptedException {
            boolean cut = cut(call);
            Answer answer = answered(call);
            if (cut) {
                if (answer.replayed()) {
                    count(EFFECTIVE, call);
                }
                Answer again = answered(call);
                assertThat(again.replayed()).isTrue();
                assertThat(again.body()).isEqualTo(answer.body());
            }
            if (answer.body().has("version")) {
                LEDGER.put(idOf(answer.body()), answer.body().path("version").asLong());
            }
            return answer.body();
        }

        private Answer answered(Call call) throws IOException, InterruptedException {
            for (int attempt = 0; attempt < 100; attempt++) {
                Answer answer = api.send(call);
                if (answer.status() / 100 == 2) {
                    return answer;
                }
                // The request that was cut off is still under way.
                assertThat(answer.body().path("code").asText())
                        .as(call + " → " + answer)
                        .isEqualTo("request-in-progress");
                TimeUnit.MILLISECONDS.sleep(50);
            }
            throw new AssertionError(call + " is in progress for ever");
        }

        /** A change of one version: cut off and repeated for the same version, so that one of the two takes effect. */
        private void revise(Call change, String url) throws IOException, InterruptedException {
            long version = version(url);
            Call call = change.of(version);
            boolean cut = cut(call);
            Answer answer = api.send(call);
            if (answer.status() == 412) {
                assertThat(cut).as(call + " was sent once").isTrue();
                count(EFFECTIVE, call);
                long now = api.get(url).path("version").asLong();
                assertThat(now).as(call.toString()).isEqualTo(version + 1);
            } else {
                assertThat(answer.status()).as(call + " → " + answer).isEqualTo(200);
                assertThat(answer.body().path("version").asLong()).isEqualTo(version + 1);
            }
            LEDGER.put(id(url), version + 1);
        }

        private long version(String url) {
            return LEDGER.computeIfAbsent(
                    id(url), id -> api.get(url).path("version").asLong());
        }

        /** False when this client has cut enough. */
        private boolean cut(Call call) throws IOException, InterruptedException {
            if (cuts == goal) {
                return false;
            }
            cuts++;
            count(CUT, call);
            // One in eight is not even sent in full.
            int bytes = random.nextInt(8) == 0 ? 1 + random.nextInt(1_500) : Integer.MAX_VALUE;
            Duration wait = Duration.ofNanos(random.nextInt(LONGEST_WAIT * 1_000) * 1_000L);
            api.cutOff(call, bytes, wait, random.nextBoolean());
            return true;
        }

        private String key() {
            return UUID.randomUUID().toString();
        }

        private LocalDate day() {
            // Another one each time: who says the same again changes nothing.
            days = (days + 1) % 80;
            return LocalDate.now().plusDays(2 + days);
        }

        private String profile() {
            return """
                    {"familyName":"断","givenName":"線","familyNameRomaji":"Dan","givenNameRomaji":"Sen",
                    "email":"%s@talent.example","language":"ja"}""".formatted(key());
        }

        private String company(UUID organization) {
            return """
                    {"name":{"ja":"断線株式会社 %s"},"address":{"ja":"東京都千代田区1-1-1"},"contact":"office@dansen.example",
                    "organizationId":"%s"}""".formatted(key(), organization);
        }

        private String revision() {
            return "{\"reason\":\"%s\",\"requirements\":%s}".formatted(key(), requirements());
        }

        /** Complete, and nothing that anybody fits: nobody is told. */
        private String requirements() {
            return """
                    {"title":{"ja":"断線 %s"},"background":{"ja":"回線の試験"},"tasks":{"ja":"回線の試験"},"industry":"RETAIL",
                    "workplace":{"kind":"ON_SITE","onSiteDays":5,"prefecture":"47","place":{"ja":"沖縄県那覇市"}},
                    "utilisation":100,"hours":{"lower":140,"upper":180},
                    "period":{"start":"%s","months":6,"extensible":false},
                    "budget":{"lower":{"amount":1,"currency":"JPY"},"upper":{"amount":2,"currency":"JPY"}},
                    "positions":[{"role":"PMO","headCount":1,"must":[{"skill":"%s","years":50,"level":7}],
                    "nice":[],"phases":[],"languages":[]}]}""".formatted(key(), day(), RareSkill.ID);
        }
    }

    /** A skill of the taxonomy that is asked for with more years than anybody has. */
    private static final class RareSkill {
        static final String ID = api.get(
                        system.talents("").replace("/talents", "/taxonomy") + "/skills?q=COBOL&lang=ja")
                .findValue("id")
                .asText();
    }

    private static void count(Map<String, AtomicInteger> counts, Call call) {
        String path = URI.create(call.url())
                .getPath()
                .replaceFirst("/api/v1/", "")
                .replaceAll("/[0-9a-f-]{36}$", "")
                .replaceAll(".*/", "");
        counts.computeIfAbsent(call.method() + " " + path, name -> new AtomicInteger())
                .incrementAndGet();
    }

    /** The aggregate's id in an address such as {@code /cases/<id>}; preferences belong to the caller. */
    private static String id(String url) {
        return url.replaceAll(".*/", "");
    }

    private static String idOf(JsonNode body) {
        return Stream.of("talentId", "caseId", "companyId")
                .filter(body::has)
                .map(name -> body.path(name).asText())
                .findFirst()
                .orElseThrow();
    }

    /** Notifications of the caller that nobody has read. */
    private static List<UUID> unreadNotifications(int count) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        String me = api.subject();
        try (Connection connection = system.database("notifications");
                Statement statement = connection.createStatement()) {
            for (int number = 1; number <= count; number++) {
                UUID id = UUID.randomUUID();
                ids.add(id);
                statement.addBatch("""
                        with mine as (insert into mailbox (user_id, last_position) values ('%1$s', 1)
                          on conflict (user_id) do update set last_position = mailbox.last_position + 1
                          returning last_position)
                        insert into notification (notification_id, user_id, position, case_id, talent_id, kind, data)
                        select '%2$s', '%1$s', last_position, gen_random_uuid(), gen_random_uuid(), 'NEW_CASE', '{}' from mine""".formatted(me, id));
            }
            connection.setAutoCommit(false);
            statement.execute("set local session_replication_role = replica");
            statement.executeBatch();
            connection.commit();
        }
        return ids;
    }

    private static Map<String, Long> versions() throws SQLException {
        Map<String, Long> versions = new ConcurrentHashMap<>();
        versions.putAll(read("talents", "select id::text, version from talent"));
        versions.putAll(
                read(
                        "cases",
                        "select case_id::text, version from client_case union all select company_id::text, version from company"));
        versions.put(
                "preferences",
                api.get(system.notifications("/preferences")).path("version").asLong());
        return versions;
    }

    private static Map<String, Long> read(String database, String query) throws SQLException {
        Map<String, Long> found = new ConcurrentHashMap<>();
        try (Connection connection = system.database(database);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getLong(2));
            }
        }
        return found;
    }

    private static double metric(String service, String name) throws IOException, InterruptedException {
        String metrics = HTTP.send(
                        HttpRequest.newBuilder(URI.create(system.parts().managementUrl(service) + "/q/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        var line = Pattern.compile("(?m)^" + name + "(\\{[^}]*})? ([0-9.E]+)$").matcher(metrics);
        assertThat(line.find()).as(service + " measures " + name).isTrue();
        return Double.parseDouble(line.group(2));
    }

    private static int status(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
