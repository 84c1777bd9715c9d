package jp.enishi.platform.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A fresh database in the PostgreSQL server of this JVM's tests, with the two roles of production: the owner runs the
 * migrations, the application reads and writes rows.
 */
public record Database(int port, String name) {
    public static final String OWNER = "enishi_owner";
    public static final String APPLICATION = "enishi_app";
    public static final String PASSWORD = "test";
    private static final String RUNNING = "enishi.test.postgres";

    /** Makes a database; starts the server when this is the first one. */
    public static Database create() {
        synchronized (System.class) {
            String running = System.getProperty(RUNNING);
            int port = running == null ? startServer() : Integer.parseInt(running);
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            execute(port, "postgres", "create database " + name + " owner " + OWNER);
            return new Database(port, name);
        }
    }

    /** A connection as the superuser, to look at rows or to do damage. */
    public Connection connect() throws SQLException {
        return connect("postgres");
    }

    /** A connection as the given role. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(port, name), role, PASSWORD);
    }

    private static int startServer() {
        try {
            int port = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("timezone", "UTC")
                    .start()
                    .getPort();
            execute(port, "postgres", "create role " + OWNER + " login password '" + PASSWORD + "'");
            execute(port, "postgres", "create role " + APPLICATION + " login password '" + PASSWORD + "'");
            System.setProperty(RUNNING, Integer.toString(port));
            return port;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static void execute(int port, String database, String sql) {
        try (Connection connection = DriverManager.getConnection(url(port, database), "postgres", PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
