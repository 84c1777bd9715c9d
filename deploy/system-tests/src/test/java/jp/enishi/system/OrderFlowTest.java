package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.demo.Person;
import jp.enishi.local.Await;
import jp.enishi.local.MetricsPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The nine cases come to their ends, and the invariants are looked for in all databases and topics. */
@ExtendWith(WholeSystem.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(6)
class OrderFlowTest {
    private static WholeSystem system;

    @BeforeAll
    static void take(WholeSystem whole) {
        system = whole;
    }

    @Test
    @Order(1)
    void nineCasesWalkTheFlowAtOnce() {
        assertThat(system.nineCases().stuck()).isEmpty();
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
}
