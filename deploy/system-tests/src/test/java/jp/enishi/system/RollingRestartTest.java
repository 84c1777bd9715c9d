package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jp.enishi.local.Await;
import jp.enishi.local.Service;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service is replaced while people work: one more process of it starts, and the first ends. The databases
 * were migrated by the next version before that, so that each process also starts and works as the older of two versions.
 * No request at the gateway fails, no event becomes a dead letter, and nothing is lost.
 */
@ExtendWith(WholeSystem.Shared.class)
@DisabledIfSystemProperty(named = "enishi.attach", matches = "true", disabledReason = "ends parts of the system")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(8)
@Tag("chaos")
class RollingRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Duration ENDING = Duration.ofSeconds(60);
    /** A table of each service that gets a column from its next version. */
    private static final Map<String, String> TABLES = Map.of(
            "talents", "talent",
            "cases", "client_case",
            "matching", "match_proposal",
            "meetings", "meeting",
            "contracts", "offer",
            "notifications", "notification");

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private static WholeSystem system;
    private static ReadModels models;
    private static final Map<String, Balancer> BALANCERS = new HashMap<>();
    private static final List<String> SECONDS = new ArrayList<>();

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean enough;
    private volatile String replaced = "";

    @BeforeAll
    static void putBalancersBetween(WholeSystem whole) throws IOException, SQLException {
        system = whole;
        models = new ReadModels(whole);
        for (Service service : Service.ALL) {
            Balancer balancer = new Balancer();
            balancer.add(
                    system.parts().ports().service(service),
                    system.parts().ports().management(service));
            BALANCERS.put(service.name(), balancer);
        }
        // All of them, so that each also ends as in production, and those who call the others find the balancers.
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            WholeSystem.SERVICES.forEach(
                    service -> threads.execute(() -> system.parts().restart(service, environment(service))));
        }
        for (Service service : Service.ALL) {
            Await.until(
                    service.name() + " is reached through its balancer",
                    PATIENCE,
                    () -> BALANCERS
                            .get(service.name())
                            .routesTo(system.parts().ports().service(service)));
        }
    }

    @AfterAll
    static void leaveAsFound() throws IOException, SQLException {
        models.close();
        SECONDS.forEach(second -> system.parts().stop(second, ENDING));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            WholeSystem.SERVICES.forEach(
                    service -> threads.execute(() -> system.parts().restart(service, WholeSystem.ENVIRONMENT)));
        }
        for (Balancer balancer : BALANCERS.values()) {
            balancer.close();
        }
    }

    /** As in production: who is told to end answers for some seconds more. */
    private static Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>(WholeSystem.ENVIRONMENT);
        environment.put("SHUTDOWN_DELAY", "5S");
        environment.put("RATE_SEARCH", "100000");
        environment.put("RATE_STREAM", "100000");
        if (service.equals("gateway") || service.equals("web")) {
            BALANCERS.forEach((name, balancer) -> {
                if (!name.equals("gateway")) {
                    environment.put(name.toUpperCase(Locale.ROOT) + "_URL", balancer.url());
                }
            });
        }
        return environment;
    }

    @Test
    @Order(1)
    void noRequestFailsWhileEveryServiceIsReplacedOnTheSchemaOfTheNextVersion(@TempDir Path folder) throws Exception {
        String caseId = system.coordinator()
                .get(system.cases("/cases?limit=1&status=PUBLISHED"))
                .at("/items/0/caseId")
                .asText();
        List<Callable<Void>> work = new ArrayList<>(List.of(
                () -> read("/api/v1/talents?limit=5", "/api/v1/cases?limit=5"),
                () -> read("/api/v1/matches/cases/" + caseId + "?limit=5", "/api/v1/meetings?limit=5"),
                () -> read("/api/v1/offers?limit=5", "/api/v1/notifications?limit=5"),
                () -> read("/", "/listings"),
                this::openCases,
                this::follow));
        for (JsonNode talent :
                system.coordinator().get(system.talents("?limit=2")).path("items")) {
            work.add(() -> change(talent.path("talentId").asText()));
        }
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Void>> working = work.stream().map(threads::submit).toList();
            try {
                Await.until("people work", PATIENCE, () -> writes.get() > 5 || !failed.isEmpty());
                migrateToTheNextVersion(folder);
                for (Service service : Service.ALL) {
                    replace(service);
                }
            } finally {
                enough = true;
            }
            for (Future<Void> each : working) {
                each.get(1, TimeUnit.MINUTES);
            }
        }
        System.out.printf(
                "%d services replaced in %d s: %d reads, %d changes, %d streams opened, %d failed%n",
                Service.ALL.size(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                reads.get(),
                writes.get(),
                streams.get(),
                failed.size());
        assertThat(failed).isEmpty();
        assertThat(reads).hasPositiveValue();
        assertThat(streams).hasValueGreaterThan(2);
    }

    @Test
    @Order(2)
    void noEventIsLostAndNoneIsADeadLetter() throws Exception {
        Await.until("everything is at rest", PATIENCE, () -> models.underWay() == 0);
        assertThat(models.findings()).isEmpty();
        assertThat(models.topicFindings(system.parts().kafkaBootstrap())).isEmpty();
        try (Invariants invariants = new Invariants(system)) {
            assertThat(invariants.findings()).isEmpty();
        }
    }

    private void replace(Service service) {
        String name = service.name();
        replaced = name;
        SECONDS.add(system.parts().startSecond(name, environment(name)));
        Balancer balancer = BALANCERS.get(name);
        int port = system.parts().ports().second(service);
        balancer.add(port, port + 1_000);
        Await.until("the second " + name + " is routed to", PATIENCE, () -> balancer.routesTo(port));
        balancer.leaves(system.parts().ports().service(service));
        assertThat(system.parts().stop(name, ENDING))
                .as(name + " ended by itself")
                .isTrue();
    }

    /** Columns with and without a default, a table, an index, in both lines of numbers, under load. */
    private static void migrateToTheNextVersion(Path folder) throws IOException {
        for (Map.Entry<String, String> service : TABLES.entrySet()) {
            Path migrations = Files.createDirectory(folder.resolve(service.getKey()));
            Files.writeString(migrations.resolve("V40__of_the_platform.sql"), """
                    alter table outbox add column cause text;
                    alter table inbox add column attempts integer not null default 1;
                    """);
            Files.writeString(migrations.resolve("V900__of_the_service.sql"), """
                    create table next_version (id uuid primary key, text text not null);
                    alter table %1$s add column next_note text;
                    alter table %1$s add column next_kind text not null default 'NONE';
                    create index next_by_kind on %1$s (next_kind);
                    """.formatted(service.getValue()));
            String owner = service.getKey() + "_owner";
            Flyway.configure()
                    .dataSource(
                            system.parts().jdbcUrl(service.getKey()),
                            owner,
                            system.parts().databasePassword(owner))
                    .locations("filesystem:" + migrations)
                    .outOfOrder(true)
                    .ignoreMigrationPatterns("*:missing", "*:future")
                    .load()
                    .migrate();
        }
    }

    private Void read(String... paths) throws InterruptedException {
        for (int turn = 0; !enough; turn++) {
            if (send("GET", paths[turn % paths.length], Map.of(), "", 200) != null) {
                reads.incrementAndGet();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return null;
    }

    private Void openCases() throws InterruptedException {
        JsonNode like = system.coordinator()
                .get(system.cases("/cases/"
                        + system.coordinator()
                                .get(system.cases("/cases?limit=1"))
                                .at("/items/0/caseId")
                                .asText()));
        ObjectNode requirements = like.path("requirements").deepCopy();
        requirements.path("positions").forEach(position -> ((ObjectNode) position).remove("positionId"));
        ObjectNode draft = Api.JSON
                .createObjectNode()
                .put("companyId", like.path("companyId").asText());
        draft.set("requirements", requirements);
        while (!enough) {
            Map<String, String> key =
                    Map.of("Idempotency-Key", UUID.randomUUID().toString());
            if (send("POST", "/api/v1/cases", key, draft.toString(), 201) != null) {
                writes.incrementAndGet();
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
        return null;
    }

    private Void change(String talentId) throws InterruptedException {
        String path = "/api/v1/talents/" + talentId;
        for (int day = 0; !enough; day++) {
            HttpResponse<String> now = send("GET", path, Map.of(), "", 200);
            if (now != null) {
                JsonNode talent = Api.parse(now.body());
                ObjectNode availability = talent.path("availability").deepCopy();
                availability.put(
                        "from", LocalDate.now().plusDays(30 + day % 100).toString());
                Map<String, String> match =
                        Map.of("If-Match", "\"" + talent.path("version").asLong() + "\"");
                if (send("PUT", path + "/availability", match, availability.toString(), 200) != null) {
                    writes.incrementAndGet();
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return null;
    }

    /** A stream of notifications, opened again whenever it ends, as browsers do. */
    private Void follow() throws InterruptedException {
        while (!enough) {
            HttpRequest request = request("/api/v1/notifications/stream")
                    .header("Accept", "text/event-stream")
                    .build();
            try {
                HttpResponse<Stream<String>> response = HTTP.send(request, BodyHandlers.ofLines());
                if (response.statusCode() != 200) {
                    failed.add("the stream answered " + response.statusCode() + " while replacing " + replaced);
                }
                streams.incrementAndGet();
                try (Stream<String> lines = response.body()) {
                    lines.takeWhile(line -> !enough).forEach(line -> {});
                } catch (java.io.UncheckedIOException ended) {
                    // A gateway that goes closes the connection: the reader comes back.
                }
            } catch (IOException refused) {
                failed.add("the stream did not open while replacing " + replaced + ": " + refused);
            }
            TimeUnit.SECONDS.sleep(1);
        }
        return null;
    }

    private static HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(BALANCERS.get("gateway").url() + path))
                .timeout(Duration.ofSeconds(30));
        return path.startsWith("/api/")
                ? request.header("Authorization", "Bearer " + system.realm().coordinatorToken())
                : request;
    }

    /** Sends it once; null when it failed, which is noted. */
    private HttpResponse<String> send(
            String method, String path, Map<String, String> headers, String body, int expected)
            throws InterruptedException {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::header);
        if (method.equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() == expected) {
                return response;
            }
            failed.add("%s %s answered %d while replacing %s: %.200s"
                    .formatted(method, path, response.statusCode(), replaced, response.body()));
        } catch (IOException noAnswer) {
            failed.add("%s %s was not answered while replacing %s: %s".formatted(method, path, replaced, noAnswer));
        }
        return null;
    }
}
