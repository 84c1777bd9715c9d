package jp.enishi.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every service's migrations run on an empty database, and on one that is filled at each version on the way: whatever
 * column is required gets a value, and no row is lost until the newest version.
 */
class MigrationsTest {
    /** What a service connects as, with no more rights than the migrations give. */
    private static final String ROLE = "service_here";

    private static final Pattern READ_MODEL = Pattern.compile("new ReadModel\\(\\s*List\\.of\\(\"([^.\"]+)\\.");

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + ROLE);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"talents", "cases", "matching", "meetings", "contracts", "notifications"})
    void runOnEmptyAndFilledDatabases(String service) throws IOException, SQLException {
        migrateFilledAtEachVersion(service, locations(service));
        assertThat(timesWithoutZone(service + "_empty")).isEmpty();
    }

    @Test
    void aTimeWithoutAZoneIsFound(@TempDir Path folder) throws IOException, SQLException {
        Files.writeString(
                folder.resolve("V1__note.sql"), "create table note (id uuid primary key, written timestamp);");
        flyway("zoneless", List.of(folder)).migrate();
        assertThat(timesWithoutZone("zoneless")).containsExactly("note.written");
    }

    /** Columns that hold a time of which nobody knows when it was. */
    private static List<String> timesWithoutZone(String database) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("""
                    select table_name || '.' || column_name from information_schema.columns
                    where table_schema = 'public' and table_name <> 'flyway_schema_history'
                        and data_type in ('timestamp without time zone', 'time without time zone')\
                    """)) {
            while (found.next()) {
                columns.add(found.getString(1));
            }
        }
        return columns;
    }

    /** A rebuild deletes the rows first, as the service's own role. */
    @ParameterizedTest
    @ValueSource(strings = {"talents", "cases", "meetings", "notifications"})
    void whatCanBeMadeAgainMayBeDeleted(String service) throws IOException, SQLException {
        List<String> tables = readModels(service);
        assertThat(tables).isNotEmpty();
        String database = service + "_rights";
        flyway(database, locations(service)).migrate();
        assertThat(tables).allMatch(table -> mayDelete(database, table));
    }

    @Test
    void aReadModelThatItsServiceMayNotDeleteIsFound() throws IOException, SQLException {
        flyway("rights_planted", locations("cases")).migrate();
        assertThat(mayDelete("rights_planted", "company")).isFalse();
    }

    private static List<String> readModels(String service) throws IOException {
        List<String> tables = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Tree.ROOT.resolve("services/" + service + "/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                READ_MODEL.matcher(Files.readString(file)).results().forEach(found -> tables.add(found.group(1)));
            }
        }
        return tables;
    }

    private static boolean mayDelete(String database, String table) {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(
                        "select has_table_privilege('" + ROLE + "', '" + table + "', 'delete')")) {
            answer.next();
            return answer.getBoolean(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<Path> locations(String service) throws IOException {
        Path resources = Tree.ROOT.resolve("services/" + service + "/src/main/resources");
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(resources.resolve("application.properties"))) {
            settings.load(file);
        }
        String[] names = settings.getProperty("quarkus.flyway.locations", "db/platform,db/migration")
                .split(",");
        return Arrays.stream(names)
                .map(name -> switch (name) {
                    case "db/platform" ->
                        Tree.ROOT.resolve("services/platform/messaging/src/main/resources/db/platform");
                    case "db/mail" -> Tree.ROOT.resolve("services/platform/mail/src/main/resources/db/mail");
                    default -> resources.resolve(name);
                })
                .toList();
    }

    @Test
    void theGatewaysToo() throws SQLException {
        migrateFilledAtEachVersion(
                "gateway", List.of(Tree.ROOT.resolve("services/gateway/src/main/resources/db/migration")));
    }

    @Test
    void aMigrationThatFailsOnRowsIsFound(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("V1__note.sql"), "create table note (id uuid primary key, text text not null);");
        Files.writeString(folder.resolve("V2__author.sql"), "alter table note add column author text not null;");
        assertThatThrownBy(() -> migrateFilledAtEachVersion("planted", List.of(folder)))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("author");
    }

    @Test
    void aMigrationThatLosesRowsIsFound(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("V1__note.sql"), "create table note (id uuid primary key, text text not null);");
        Files.writeString(folder.resolve("V2__wipe.sql"), "truncate note;");
        assertThatThrownBy(() -> migrateFilledAtEachVersion("losing", List.of(folder)))
                .isInstanceOf(AssertionError.class);
    }

    /** Fills the tables before each migration, all in one database, and looks after each at what was filled before. */
    private static void migrateFilledAtEachVersion(String name, List<Path> locations) throws SQLException {
        Flyway empty = flyway(name + "_empty", locations);
        empty.migrate();
        assertThat(empty.validateWithResult().validationSuccessful).isTrue();

        Filling filling = new Filling();
        flyway(name + "_filled", locations, filling).migrate();
        try (Connection connection =
                postgres.getDatabase("postgres", name + "_filled").getConnection()) {
            filling.nothingIsLost(connection);
        }
        assertThat(filling.rows)
                .as("tables of %s that a row could be put into", name)
                .isNotEmpty();
    }

    private static final class Filling implements Callback {
        /** How many rows each table had when the last migration began. */
        private final Map<String, Long> rows = new HashMap<>();

        @Override
        public void handle(Event event, Context context) {
            try {
                Connection connection = context.getConnection();
                nothingIsLost(connection);
                rows.putAll(Rows.fill(connection));
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        void nothingIsLost(Connection connection) throws SQLException {
            for (var table : rows.entrySet()) {
                assertThat(Rows.count(connection, table.getKey()))
                        .as("rows of %s", table.getKey())
                        .isGreaterThanOrEqualTo(table.getValue());
            }
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public String getCallbackName() {
            return "filling";
        }
    }

    private static Flyway flyway(String database, List<Path> locations, Callback... callbacks) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        return Flyway.configure()
                .dataSource(postgres.getDatabase("postgres", database))
                .placeholders(Map.of("appRole", ROLE))
                .locations(locations.stream().map(path -> "filesystem:" + path).toArray(String[]::new))
                .callbacks(callbacks)
                .load();
    }
}
