package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jp.enishi.local.Await;
import jp.enishi.local.Failure;
import jp.enishi.local.Rebuild;
import jp.enishi.local.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read models whose rows are gone, and the index, are made again from the topics by the command, while the services run. */
@ExtendWith(WholeSystem.Shared.class)
@DisabledIfSystemProperty(named = "enishi.attach", matches = "true", disabledReason = "deletes rows")
@Order(9)
@Tag("chaos")
class RebuildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    /** What is lost of each read model. Rows that hold more than events said are made different instead. */
    private static final Map<String, List<String>> LOSSES = Map.of(
            "cases.talent",
                    List.of(
                            "delete from talent_rate",
                            "delete from talent_sheet where not exists (select from candidacy c where c.talent_id = talent_sheet.talent_id and c.talent_version = talent_sheet.version)"),
            "cases.consent", List.of("delete from consent"),
            "contracts-candidacies", List.of("update candidacy set stage = 'SELECTED', talent_user_id = null"),
            "contracts-cases", List.of("update client_case set title_ja = 'x', status = 'DRAFT'"),
            "meetings.candidacy", List.of("delete from candidacy"),
            "meetings.case", List.of("delete from case_title"),
            "talents.candidacy", List.of("delete from candidacy"),
            "matching-taxonomy", List.of("delete from added_words"),
            "notifications.talent", List.of("delete from talent"),
            "notifications.case", List.of("delete from client_case"));

    private static WholeSystem system;
    private static ReadModels models;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Rebuild rebuild = new Rebuild(
            service -> system.parts().managementUrl(service.name()),
            new PrintStream(said, true, StandardCharsets.UTF_8));

    @BeforeAll
    static void take(WholeSystem whole) throws SQLException {
        system = whole;
        system.coordinator();
        models = new ReadModels(whole);
    }

    @AfterAll
    static void giveBack() throws SQLException {
        models.close();
    }

    @Test
    void everyReadModelIsAsItWas() throws Exception {
        Await.until("everything is at rest", PATIENCE, () -> models.underWay() == 0);
        Map<String, String> rows = models.fingerprints();
        assertThat(Service.ALL.stream()
                        .flatMap(service -> rebuild.names(service).stream())
                        .filter(name -> !name.equals(Rebuild.INDEX)))
                .containsExactlyInAnyOrderElementsOf(LOSSES.keySet());
        int found = 0;
        for (Map.Entry<String, List<String>> loss : LOSSES.entrySet()) {
            Service service = Service.named(loss.getKey().replaceAll("[.-].*", ""));
            long lost = lose(service.name(), loss.getValue());
            found += lost > 0 ? 1 : 0;
            if (lost > 0) {
                assertThat(models.fingerprints()).isNotEqualTo(rows);
            }
            long began = System.nanoTime();
            rebuild.run(service, loss.getKey());
            System.out.printf(
                    "%s: %d rows lost, made again in %d ms%n",
                    loss.getKey(),
                    lost,
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            assertThat(models.fingerprints()).as(loss.getKey()).isEqualTo(rows);
        }
        assertThat(models.underWay()).isZero();
        assertThat(found).as("read models that had rows to lose").isGreaterThan(6);
        System.out.print(said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theIndexIsBuiltAgainWhileItAnswers() {
        Map<String, String> rankings = ServiceFaultsTest.rankings(system);
        rebuild.run(Service.named("matching"), Rebuild.INDEX);
        assertThat(ServiceFaultsTest.rankings(system)).isEqualTo(rankings);
    }

    @Test
    void whatIsNoReadModelIsNotMadeAgain() {
        assertThatThrownBy(() -> rebuild.run(Service.named("notifications"), "notifications.offer"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("notifications.talent");
    }

    /** Nothing waits, so that nothing is applied; but a consumer that the service didn't know would be refused. */
    @ParameterizedTest
    @ValueSource(strings = {"talents", "cases", "matching", "meetings", "contracts", "notifications"})
    void theEventsOfEveryConsumerCanBeAppliedAgain(String service) throws Exception {
        for (String consumer : ReadModels.consumersOf(service)) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(system.parts().managementUrl(service)
                                            + "/q/enishi/parked/replay?consumer=" + consumer
                                            + "&aggregate=00000000-0000-7000-8000-000000000000"))
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(consumer + ": " + answer.body()).isEqualTo(200);
        }
        try (Statement statement = models.database(service).createStatement()) {
            statement.execute(
                    "delete from applied_version where aggregate_id = '00000000-0000-7000-8000-000000000000'");
        }
    }

    private static long lose(String database, List<String> statements) throws SQLException {
        long rows = 0;
        try (Statement statement = models.database(database).createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String loss : statements) {
                rows += statement.executeUpdate(loss);
            }
            statement.execute("set session_replication_role = origin");
        }
        return rows;
    }
}
