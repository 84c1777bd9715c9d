package jp.enishi.cases.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import jp.enishi.platform.test.EnishiTestResource;
import org.junit.jupiter.api.Test;

/** The figures of the business are those of the database. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class FiguresTest {
    private static final String INQUIRIES = """
            insert into inquiry (inquiry_id, reference, version, state, company, person, email, message, language, consent_at, received_at, due_at)
            select uuidv7(), 'F1GVRES00' || n, 1, 'NEW', 'A', 'B', 'a@b.example', 'C', 'ja', now(), now(), now() - interval '1 hour'
            from generate_series(1, 3) n""";

    @Inject
    Figures figures;

    @Inject
    MeterRegistry registry;

    @Inject
    DataSource database;

    private double gauge(String name, String... tags) {
        figures.count().await().atMost(Duration.ofSeconds(10));
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void inquiriesAreCountedAndWhatIsOverdueToo() throws SQLException {
        double known = gauge("enishi_inquiries", "state", "NEW");
        double received = gauge("enishi_inquiries_received_last_day");
        double overdue = gauge("enishi_inquiries_overdue");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(INQUIRIES);
            assertThat(gauge("enishi_inquiries", "state", "NEW") - known).isGreaterThanOrEqualTo(3);
            assertThat(gauge("enishi_inquiries_received_last_day") - received).isGreaterThanOrEqualTo(3);
            assertThat(gauge("enishi_inquiries_overdue") - overdue).isEqualTo(3);
            statement.executeUpdate(
                    "update inquiry set version = 2, state = 'CLOSED', closing_reason = 'SPAM', closed_at = now()"
                            + " where reference like 'F1GVRES00%'");
            assertThat(gauge("enishi_inquiries_overdue")).isEqualTo(overdue);
        }
    }

    @Test
    void ratesAndTimesOfNothingAreNoNumbers() {
        assertThat(gauge("enishi_first_proposal_seconds", "share", "0.9"))
                .satisfiesAnyOf(
                        value -> assertThat(value).isNaN(),
                        value -> assertThat(value).isNotNegative());
        assertThat(gauge("enishi_fill_rate"))
                .satisfiesAnyOf(
                        value -> assertThat(value).isNaN(),
                        value -> assertThat(value).isBetween(0.0, 1.0));
    }
}
