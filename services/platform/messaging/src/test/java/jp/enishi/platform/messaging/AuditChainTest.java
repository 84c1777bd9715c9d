package jp.enishi.platform.messaging;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.TestParts;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Whoever changes the audit trail past its trigger is found, with the first bad entry. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class AuditChainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OBJECTS = 12;
    private static final int MUTATIONS = 1_000;

    @Inject
    Vertx vertx;

    @Inject
    Counting counting;

    @Test
    void writersOfOneObjectMakeOneChain() {
        UUID id = UUID.randomUUID();
        run(() -> counting.open(id));
        Uni.join()
                .all(IntStream.range(0, 40)
                        .mapToObj(ignored -> Contexts.onOwn(vertx, () -> counting.audited(id)))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);
        assertThat(TestSql.text("select min(position) || '-' || max(position) || '/' || count(*) from audit"
                        + " where object_id = '" + id + "'"))
                .isEqualTo("1-41/41");
        given().get(management()).then().statusCode(200).body("intact", equalTo(true), "broken", hasSize(0));
    }

    @Test
    void theManagementPortNamesTheFirstBadEntry() {
        UUID id = UUID.randomUUID();
        run(() -> counting.open(id));
        run(() -> counting.audited(id));
        run(() -> counting.audited(id));
        damage("update audit set reason = 'because' where position = 2 and object_id = '" + id + "'");
        given().get(management())
                .then()
                .statusCode(200)
                .body("intact", equalTo(false))
                .body("broken", hasSize(1))
                .body("broken[0].objectType", equalTo("counter"))
                .body("broken[0].objectId", equalTo(id.toString()))
                .body("broken[0].position", equalTo(2))
                .body("broken[0].finding", equalTo("changed"));
        damage("update audit set reason = null where position = 2 and object_id = '" + id + "'");
        given().get(management()).then().body("intact", equalTo(true));
    }

    @Test
    void theServiceCannotChooseTimePlaceOrHashNorTouchTheHeads() throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection service = TestParts.database().connect(Database.APPLICATION);
                Statement statement = service.createStatement()) {
            statement.execute("insert into audit (at, role, action, object_type, object_id, version, position, hash)"
                    + " values ('2020-01-01', 'X', 'x', 'chosen', '" + id + "', 1, 77, '\\x00')");
            for (String attack : List.of(
                    "update audit_head set position = 1",
                    "delete from audit_head",
                    "insert into audit_head values ('x', gen_random_uuid(), 1, '')",
                    "truncate audit_head",
                    "alter table audit disable trigger all")) {
                assertThatThrownBy(() -> statement.execute(attack))
                        .as(attack)
                        .extracting(refused -> ((SQLException) refused).getSQLState())
                        .isEqualTo("42501");
            }
        }
        assertThat(TestSql.text("select position || ' ' || octet_length(hash) || ' ' || (at > '2026-01-01') from audit"
                        + " where object_id = '" + id + "'"))
                .isEqualTo("1 32 true");
    }

    @Test
    void everyRandomMutationIsFoundAtItsPlace() throws SQLException {
        Database database = Database.create();
        migrate(database, "db/platform", "2");
        try (Connection connection = database.connect()) {
            List<UUID> objects = fill(connection);
            connection.setAutoCommit(false);
            assertThat(broken(connection)).isEmpty();
            Random random = new Random(20261104);
            for (int i = 0; i < MUTATIONS; i++) {
                int index = random.nextInt(OBJECTS);
                UUID object = objects.get(index);
                UUID another = objects.get((index + 1) % OBJECTS);
                Mutation mutation = Mutation.values()[i % Mutation.values().length];
                Harm harm = mutation.on(object, length(index), another, random);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set local session_replication_role = replica");
                    for (String sql : harm.statements()) {
                        assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
                    }
                }
                assertThat(broken(connection)).as("%s: %s", mutation, harm).isEqualTo(harm.places());
                connection.rollback();
            }
            assertThat(broken(connection)).isEmpty();
        }
    }

    @Test
    void entriesFromBeforeTheChainAreTakenIntoIt() throws SQLException {
        Database database = Database.create();
        migrate(database, "db/platform", "1");
        migrate(database, "db/migration", "100");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<UUID> objects = fill(connection);
            migrate(database, "db/platform", "2");
            assertThat(broken(connection)).isEmpty();
            statement.execute(entry(objects.getFirst(), 10));
            assertThat(broken(connection)).isEmpty();
            assertThatThrownBy(() -> statement.execute("delete from audit"))
                    .extracting(refused -> ((SQLException) refused).getSQLState())
                    .isEqualTo("42501");
            statement.execute("set session_replication_role = replica");
            statement.execute("update audit set role = 'ADMIN'" + at(objects.getFirst(), 1));
            assertThat(broken(connection)).isEqualTo(Map.of("thing/" + objects.getFirst(), 1L));
        }
    }

    /** What is done to the tables, and the place that must be named for each object. */
    private record Harm(List<String> statements, Map<String, Long> places) {
        static Harm of(UUID object, long place, String... statements) {
            return new Harm(List.of(statements), Map.of("thing/" + object, place));
        }
    }

    private enum Mutation {
        FIELD_CHANGED {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                long place = 1 + random.nextInt(length);
                String field = FIELDS.get(random.nextInt(FIELDS.size()));
                return Harm.of(object, place, "update audit set " + field + at(object, place));
            }
        },
        HASH_CHANGED {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                long place = 1 + random.nextInt(length);
                int octet = random.nextInt(32);
                int bits = 1 + random.nextInt(255);
                String sql = "update audit set hash = set_byte(hash, %1$d, get_byte(hash, %1$d) # %2$d)";
                return Harm.of(object, place, sql.formatted(octet, bits) + at(object, place));
            }
        },
        REMOVED {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                long place = 1 + random.nextInt(length);
                return Harm.of(object, place, "delete from audit" + at(object, place));
            }
        },
        END_CUT {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                long place = 1 + random.nextInt(length);
                return Harm.of(object, place, "delete from audit" + from(object, place));
            }
        },
        SWAPPED {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                long place = 1 + random.nextInt(length - 1);
                long later = place + 1 + random.nextInt((int) (length - place));
                return Harm.of(
                        object,
                        place,
                        "update audit set position = 0" + at(object, place),
                        "update audit set position = " + place + at(object, later),
                        "update audit set position = " + later + at(object, 0));
            }
        },
        SWAPPED_BETWEEN_OBJECTS {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                String sql = """
                        update audit a set actor = b.actor, reason = b.reason, hash = b.hash from audit b
                        where a.position = 1 and b.position = 1 and a.object_id <> b.object_id
                        and a.object_id in ('%1$s', '%2$s') and b.object_id in ('%1$s', '%2$s')""";
                return new Harm(
                        List.of(sql.formatted(object, another)), Map.of("thing/" + object, 1L, "thing/" + another, 1L));
            }
        },
        MOVED_TO_ANOTHER_OBJECT {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                long place = 1 + random.nextInt(length);
                return new Harm(
                        List.of("update audit set object_type = 'other'" + at(object, place)),
                        Map.of("thing/" + object, place, "other/" + object, 1L));
            }
        },
        INSERTED {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                long place = 1 + random.nextInt(length);
                return Harm.of(
                        object,
                        place,
                        "update audit set position = -position" + from(object, place),
                        "update audit set position = 1 - position where object_id = '" + object + "' and position < 0",
                        forged(object, place));
            }
        },
        ADDED_WITH_ITS_HASH {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                long place = length + 1L;
                String sql = "update audit set hash = audit_hash((select hash from audit" + at(object, length) + "), "
                        + place + ", audit)";
                return Harm.of(object, place, forged(object, place), sql + at(object, place));
            }
        },
        OBJECT_ADDED {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                UUID fresh = new UUID(random.nextLong(), random.nextLong());
                return Harm.of(fresh, 1, forged(fresh, 1));
            }
        },
        HEAD_CHANGED {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                return Harm.of(
                        object, length, "update audit_head set hash = sha256(hash) where object_id = '" + object + "'");
            }
        },
        HEAD_RAISED {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                return Harm.of(
                        object,
                        length + 1L,
                        "update audit_head set position = position + 1 where object_id = '" + object + "'");
            }
        },
        HEAD_REMOVED {
            @Override
            Harm on(UUID object, int length, UUID another, Random random) {
                return Harm.of(object, 1, "delete from audit_head where object_id = '" + object + "'");
            }
        };

        private static final List<String> FIELDS = List.of(
                "actor = gen_random_uuid()",
                "actor = null",
                "role = 'AUDITOR'",
                "action = action || '.'",
                "version = version + 1",
                "reason = null",
                "reason = reason || ' '",
                "at = at + interval '1 microsecond'",
                "seq = default");

        abstract Harm on(UUID object, int length, UUID another, Random random);
    }

    private static String at(UUID object, long place) {
        return " where object_type = 'thing' and object_id = '" + object + "' and position = " + place;
    }

    private static String from(UUID object, long place) {
        return " where object_type = 'thing' and object_id = '" + object + "' and position >= " + place;
    }

    private static String forged(UUID object, long place) {
        return "insert into audit (role, action, object_type, object_id, version, position, hash)"
                + " values ('COORDINATOR', 'forged', 'thing', '%s', 1, %d, sha256('forged'))".formatted(object, place);
    }

    private static String entry(UUID object, int version) {
        return "insert into audit (actor, role, action, object_type, object_id, version, reason) values"
                + " (gen_random_uuid(), 'COORDINATOR', 'thing.revise', 'thing', '%1$s', %2$d, '%1$s %2$d')"
                        .formatted(object, version);
    }

    private static int length(int index) {
        return 2 + index % 8;
    }

    /** Entries of several objects, one after the other in turn. */
    private static List<UUID> fill(Connection connection) throws SQLException {
        List<UUID> objects = IntStream.range(0, OBJECTS)
                .mapToObj(ignored -> UUID.randomUUID())
                .toList();
        try (Statement statement = connection.createStatement()) {
            for (int version = 1; version <= 10; version++) {
                for (int index = 0; index < OBJECTS; index++) {
                    if (version <= length(index)) {
                        statement.execute(entry(objects.get(index), version));
                    }
                }
            }
        }
        return objects;
    }

    private static Map<String, Long> broken(Connection connection) throws SQLException {
        Map<String, Long> places = new HashMap<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(AuditChain.BROKEN)) {
            while (rows.next()) {
                places.put(rows.getString("object_type") + "/" + rows.getString("object_id"), rows.getLong("place"));
            }
        }
        return places;
    }

    /** As a service does at its start, with the setting that it ships with. */
    private static void migrate(Database database, String folder, String target) {
        String root = folder.equals("db/platform") ? "src/main/resources/" : "src/test/resources/";
        Flyway.configure()
                .dataSource(database.url(), Database.OWNER, Database.PASSWORD)
                .locations("filesystem:" + root + folder)
                .ignoreMigrationPatterns("*:missing", "*:future")
                .outOfOrder(ConfigProvider.getConfig().getValue("quarkus.flyway.out-of-order", Boolean.class))
                .placeholders(Map.of("appRole", Database.APPLICATION))
                .target(target)
                .load()
                .migrate();
    }

    /** Past the trigger that refuses it. */
    private static void damage(String sql) {
        TestSql.run("set session_replication_role = replica; " + sql);
    }

    private <T> T run(Supplier<Uni<T>> work) {
        return Contexts.onOwn(vertx, work).await().atMost(PATIENCE);
    }

    private static String management() {
        return "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class)
                + "/q/enishi/audit";
    }
}
