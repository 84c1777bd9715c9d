package jp.enishi.notifications;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;

/** One talent, one case and the events about them, made from the published examples. */
final class World {
    private static final ObjectMapper JSON = new ObjectMapper();

    final UUID user = Ids.next();
    final UUID talent = Ids.next();
    final UUID caseId = Ids.next();
    final String address = Outside.account(user, true);
    private long caseVersion;
    private long talentVersion;

    World talent(String language) {
        ObjectNode event = example("talents.talent-registered.v1");
        event.put("talentId", talent.toString());
        event.put("userId", user.toString());
        event.put("language", language);
        talentVersion++;
        Events.publish("talents.talent", "talents.talent-registered.v1", talent, talentVersion, event);
        return this;
    }

    World erased() {
        talentVersion++;
        Events.publish(
                "talents.talent",
                talent.toString(),
                null,
                Events.headers(Ids.next(), "talents.talent-erased.v1", talent, talentVersion));
        return this;
    }

    World published() {
        caseVersion++;
        Events.publish("cases.case", "cases.case-published.v1", caseId, caseVersion, listed("cases.case-published.v1"));
        return this;
    }

    /** Publishes the case with another fee. */
    World changed(String fee) {
        ObjectNode event = listed("cases.case-revised.v1-published");
        ((ObjectNode) event.at("/listing/fee")).put("ja", fee);
        caseVersion++;
        Events.publish("cases.case", "cases.case-revised.v1", caseId, caseVersion, event);
        return this;
    }

    World closed() {
        ObjectNode event = example("cases.case-closed.v1");
        event.put("caseId", caseId.toString());
        caseVersion++;
        Events.publish("cases.case", "cases.case-closed.v1", caseId, caseVersion, event);
        return this;
    }

    UUID match(String kind) {
        return match(kind, caseId);
    }

    UUID match(String kind, UUID caseId) {
        UUID match = Ids.named(caseId, talent, kind);
        return Events.publish("matching.match", "matching.match-proposed.v1", match, 1, matchData(match, kind, caseId));
    }

    ObjectNode matchData(UUID match, String kind, UUID caseId) {
        ObjectNode event = example("matching.match-proposed.v1");
        event.put("matchId", match.toString());
        event.put("kind", kind);
        event.put("caseId", caseId.toString());
        event.put("caseVersion", 1);
        event.put("talentId", talent.toString());
        event.put("userId", user.toString());
        return event;
    }

    /** Delivers the same event again, as a redelivery or a replay of the topic does. */
    void again(UUID event, String kind) throws IOException {
        UUID match = Ids.named(caseId, talent, kind);
        Events.publish(
                "matching.match",
                match.toString(),
                JSON.writeValueAsBytes(matchData(match, kind, caseId)),
                Events.headers(event, "matching.match-proposed.v1", match, 1));
    }

    private ObjectNode listed(String example) {
        ObjectNode event = example(example);
        event.put("caseId", caseId.toString());
        ObjectNode listing = (ObjectNode) event.get("listing");
        listing.put("caseId", caseId.toString());
        listing.put("closesOn", LocalDate.now().plusDays(30).toString());
        return event;
    }

    static ObjectNode example(String name) {
        try (var in = World.class.getClassLoader().getResourceAsStream("examples/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row as text, read as the owner of the tables. */
    static String sql(String query) {
        Database database = TestParts.database();
        String url = database.url();
        try (Connection connection = DriverManager.getConnection(url, Database.OWNER, Database.PASSWORD);
                var statement = connection.createStatement()) {
            if (!statement.execute(query)) {
                return Integer.toString(statement.getUpdateCount());
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Waits until the assertion holds. */
    static void eventually(Assertion assertion) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                assertion.hold();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                Thread.sleep(50);
            }
        }
    }

    /** Something that should hold sooner or later. */
    interface Assertion {
        void hold() throws Exception;
    }

    static Map<String, Object> preferences(String language, boolean newCase, boolean fittingCase) {
        return Map.of("language", language, "mail", Map.of("NEW_CASE", newCase, "FITTING_CASE", fittingCase));
    }
}
