package jp.enishi.system;

import static jp.enishi.system.Api.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.enishi.local.Await;
import jp.enishi.system.Api.Answer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A backup is made while people work, they go on, the disk with all databases is lost, and everything is put back to a
 * moment before that: what was answered before the moment is there, what came after is not, topics and read models fit, and
 * people work on, using versions again that were used before the loss.
 */
@ExtendWith(WholeSystem.Shared.class)
@DisabledIfSystemProperty(named = "enishi.attach", matches = "true", disabledReason = "destroys the databases")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(10)
@Tag("chaos")
class RestoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    /** A change that was answered. */
    private record Change(String talent, long version, Instant sent, Instant answered) {}

    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private volatile boolean enough;

    @Test
    @Order(1)
    void theMomentIsPutBack(WholeSystem system) throws Exception {
        Api api = system.coordinator();
        Instant moment;
        List<String> talents = new ArrayList<>();
        api.get(system.talents("?limit=6"))
                .path("items")
                .forEach(item -> talents.add(item.path("talentId").asText()));
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Void>> working = talents.stream()
                    .map(talent -> threads.submit(() -> change(system, talent)))
                    .toList();
            try {
                Await.until("people work", PATIENCE, () -> changes.size() > talents.size());
                system.parts().backup();
                System.out.println("backup made in " + seconds(began) + " s");
                int atBackup = changes.size();
                Await.until("they go on", PATIENCE, () -> changes.size() > atBackup + 3 * talents.size());
                moment = now(system);
                int atMoment = changes.size();
                Await.until("they go on", PATIENCE, () -> changes.size() > atMoment + 3 * talents.size());
            } finally {
                enough = true;
            }
            for (Future<Void> each : working) {
                each.get(1, TimeUnit.MINUTES);
            }
        }
        Await.until("all events are published", PATIENCE, () -> {
            try (ReadModels models = new ReadModels(system)) {
                return models.underWay() == 0;
            }
        });
        archived(system);
        system.parts().kill("postgres");
        delete(system.parts().places().data("postgres"));

        began = System.nanoTime();
        Map<String, Integer> taken = system.parts().restore(moment);
        System.out.printf(
                "put back to %s in %d s, everything started; events of a later time taken out: %s%n",
                moment, seconds(began), taken);
        assertThat(taken).containsKey("talents.talent");

        Map<String, Long> certain = new HashMap<>();
        Map<String, Long> possible = new HashMap<>();
        for (Change change : changes) {
            if (change.answered().isBefore(moment)) {
                certain.merge(change.talent(), change.version(), Math::max);
            }
            if (change.sent().isBefore(moment)) {
                possible.merge(change.talent(), change.version(), Math::max);
            }
        }
        for (String talent : talents) {
            assertThat(api.get(system.talents("/" + talent)).path("version").asLong())
                    .as("version of %s", talent)
                    .isBetween(certain.get(talent), possible.get(talent));
        }
        whole(system);
    }

    @Test
    @Order(2)
    void workGoesOnWithVersionsThatWereUsedBefore(WholeSystem system) throws Exception {
        for (JsonNode item :
                system.coordinator().get(system.talents("?limit=6")).path("items")) {
            for (int times = 0; times < 3; times++) {
                once(system, item.path("talentId").asText(), 300 + times);
            }
        }
        whole(system);
        assertThat(ServiceFaultsTest.stale(system)).isEmpty();
    }

    private static void whole(WholeSystem system) throws Exception {
        try (ReadModels models = new ReadModels(system);
                Invariants invariants = new Invariants(system)) {
            Await.until("everything is at rest", PATIENCE, () -> models.underWay() == 0);
            assertThat(models.findings()).isEmpty();
            assertThat(models.topicFindings(system.parts().kafkaBootstrap())).isEmpty();
            assertThat(invariants.findings()).isEmpty();
        }
    }

    private Void change(WholeSystem system, String talent) throws Exception {
        for (int day = 0; !enough; day++) {
            changes.add(once(system, talent, 30 + day % 200));
        }
        return null;
    }

    private static Change once(WholeSystem system, String talent, int days) throws IOException {
        String url = system.talents("/" + talent);
        JsonNode now = system.coordinator().get(url);
        ObjectNode availability = now.path("availability").deepCopy();
        availability.put("from", LocalDate.now().plusDays(days).toString());
        long version = now.path("version").asLong();
        Instant sent = Instant.now();
        Answer answer = system.coordinator()
                .send(put(url + "/availability", availability.toString()).of(version));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return new Change(talent, answer.body().path("version").asLong(), sent, Instant.now());
    }

    /** By the clock that the log goes by. */
    private static Instant now(WholeSystem system) throws SQLException {
        try (Connection connection = system.database("talents");
                Statement statement = connection.createStatement();
                ResultSet time = statement.executeQuery("select clock_timestamp()")) {
            time.next();
            return time.getTimestamp(1).toInstant();
        }
    }

    /** What a minute of waiting does: the segment that is being written is closed and archived. */
    private static void archived(WholeSystem system) throws SQLException {
        try (Connection connection = system.database("talents");
                Statement statement = connection.createStatement()) {
            String segment;
            try (ResultSet last = statement.executeQuery("select pg_walfile_name(pg_switch_wal())")) {
                last.next();
                segment = last.getString(1);
            }
            Await.until("the log is archived", PATIENCE, () -> {
                try (ResultSet archived =
                        statement.executeQuery("select last_archived_wal >= '" + segment + "' from pg_stat_archiver")) {
                    return archived.next() && archived.getBoolean(1);
                }
            });
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }
}
