package jp.enishi.platform.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/**
 * A fresh database in the PostgreSQL server of this JVM's tests, with the two roles of production: the owner runs the
 * migrations, the application reads and writes rows.
 */
public record Database(String host, int port, String name) {
    public static final String OWNER = "enishi_owner";
    public static final String APPLICATION = "enishi_app";
    public static final String PASSWORD = "test";
    private static final String RUNNING = "enishi.test.postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Makes a database; starts the server when this is the first one. */
    public static Database create() {
        synchronized (System.class) {
            String running = System.getProperty(RUNNING);
            String server = running == null ? startServer() : running;
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            execute(server, "create database " + name + " owner " + OWNER);
            return at(server, name);
        }
    }

    /** A database of the server at {@code host:port}. */
    static Database at(String server, String name) {
        int colon = server.lastIndexOf(':');
        return new Database(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)), name);
    }

    /** Where JDBC finds it. */
    public String url() {
        return url(host + ":" + port, name);
    }

    /** A connection as the superuser, to look at rows or to do damage. */
    public Connection connect() throws SQLException {
        return connect("postgres");
    }

    /** A connection as the given role. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, PASSWORD);
    }

    /** Why the database refuses this to the role; "accepted" when it doesn't. */
    public String refusal(String role, String sql) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
            return "accepted";
        } catch (SQLException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static String startServer() {
        String server = Containers.wanted() ? Containers.postgres(PASSWORD) : embedded();
        execute(server, "create role " + OWNER + " login password '" + PASSWORD + "'");
        execute(server, "create role " + APPLICATION + " login password '" + PASSWORD + "'");
        System.setProperty(RUNNING, server);
        return server;
    }

    private static String embedded() {
        try {
            return FreePorts.start(() -> startOn(FreePorts.next(), PATIENCE));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** @throws IOException when it doesn't start, as when the port is taken */
    static String startOn(int port, Duration patience) throws IOException {
        return "127.0.0.1:"
                + EmbeddedPostgres.builder()
                        .setPort(port)
                        .setPGStartupWait(patience)
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("timezone", "UTC")
                        .start()
                        .getPort();
    }

    private static void execute(String server, String sql) {
        try (Connection connection = DriverManager.getConnection(url(server, "postgres"), "postgres", PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    private static String url(String server, String database) {
        return "jdbc:postgresql://" + server + "/" + database;
    }
}
