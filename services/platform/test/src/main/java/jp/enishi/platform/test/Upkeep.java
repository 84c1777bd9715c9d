package jp.enishi.platform.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** What {@link AuthorisationContract} asks of the routes that every service has for whoever runs it. */
final class Upkeep {
    private static final String NOBODY = "nobody";
    private static final String PARKED = "/api/v1/upkeep/{service}/parked";

    static final Map<String, Sample> SAMPLES = Map.of(
            "GET " + PARKED + "/{aggregateId}",
            Sample.query("consumer=" + NOBODY),
            "POST " + PARKED + "/{aggregateId}/replay",
            Sample.of(Map.of("consumer", NOBODY)));

    private Upkeep() {}

    /** An event that waits at a consumer that there isn't any more, so that nothing is changed by a replay. */
    static Specimen specimen() {
        UUID aggregate = UUID.randomUUID();
        try (Connection connection = TestParts.database().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into parked_event (consumer, aggregate_id, code, cause, topic, kafka_partition,"
                            + " kafka_offset, record_headers, digest) values ('" + NOBODY + "', '" + aggregate
                            + "', 'bad-json', 'x', 'nowhere', 0, 0, '[]', '" + aggregate + "')");
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
        String service = ConfigProvider.getConfig().getValue("quarkus.application.name", String.class);
        return new Specimen(
                "parked", "NONE", Map.of("service", service, "aggregateId", aggregate.toString()), Map.of());
    }
}
