package jp.enishi.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a system of containers with what the local runner prepares its own with, from the same files: databases and
 * roles, topics, realm. Each step waits for its part and is repeatable.
 */
public final class Setup {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Secrets secrets = new Secrets(Path.of(environment("SETUP_SECRETS", "/run/secrets")));

    private Setup() {}

    /**
     * @param steps any of {@code database}, {@code topics} and {@code realm}, in the order in which they are done; or
     *     {@code rewind} after the databases were put back to {@code REWIND_TO}, while no service runs
     */
    public static void main(String[] steps) {
        try {
            Setup setup = new Setup();
            for (String step : steps) {
                switch (step) {
                    case "database" -> setup.database();
                    case "topics" -> setup.topics();
                    case "realm" -> setup.realm();
                    case "rewind" -> setup.rewind();
                    default ->
                        throw new Failure("There is no step named \"" + step
                                + "\". The steps are database, topics, realm, rewind.");
                }
                System.out.println("setup: " + step + " is ready");
            }
        } catch (Failure e) {
            System.err.println("setup: " + e.getMessage());
            System.exit(1);
        }
    }

    private void database() {
        RolesScript.Server connect = server();
        await("PostgreSQL", () -> {
            try (Connection connection = connect.connect("postgres")) {
                return connection.isValid(3);
            } catch (SQLException e) {
                return false;
            }
        });
        try {
            for (String database : Postgres.databases()) {
                RolesScript.load()
                        .run(
                                connect,
                                database,
                                secrets.existing("db-" + database + "_owner"),
                                secrets.existing("db-" + database + "_app"));
            }
        } catch (SQLException e) {
            throw new Failure("The roles and databases could not be made: " + e.getMessage(), e);
        }
    }

    private RolesScript.Server server() {
        String server = environment("POSTGRES_HOST", "postgres") + ":" + environment("POSTGRES_PORT", "5432");
        String password = secrets.existing("postgres-superuser");
        return database -> DriverManager.getConnection(
                "jdbc:postgresql://" + server + "/" + database + "?connectTimeout=3&loginTimeout=5",
                "postgres",
                password);
    }

    private void rewind() {
        String moment = environment("REWIND_TO", "");
        if (moment.isEmpty()) {
            throw new Failure("REWIND_TO says to which moment the databases were put back: 2026-04-01T00:30:00Z");
        }
        new Rewind(
                        environment("KAFKA_BOOTSTRAP", "kafka:9092"),
                        server()::connect,
                        Path.of(environment("REWIND_FOLDER", "/tmp/rewind")))
                .run(Instant.parse(moment))
                .forEach((topic, events) -> System.out.println("setup: " + topic + ": " + events + " taken out"));
    }

    private void topics() {
        Properties client = new Properties();
        client.put("bootstrap.servers", environment("KAFKA_BOOTSTRAP", "kafka:9092"));
        client.put("default.api.timeout.ms", 20_000);
        client.put("request.timeout.ms", 5_000);
        try (Admin admin = Admin.create(client)) {
            await("Kafka", () -> {
                try {
                    return !admin.describeCluster()
                            .nodes()
                            .get(20, TimeUnit.SECONDS)
                            .isEmpty();
                } catch (ExecutionException | TimeoutException e) {
                    return false;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new Failure("Interrupted while waiting for Kafka", e);
                }
            });
            Kafka.makeTopics(admin);
        }
    }

    private void realm() {
        String url = environment("KEYCLOAK_URL", "http://keycloak:8080");
        await("Keycloak", () -> Http.ok(url + "/realms/master/.well-known/openid-configuration"));
        KeycloakAdmin admin = new KeycloakAdmin(url, Keycloak.ADMIN_CLIENT, secrets.existing(Keycloak.ADMIN_SECRET));
        Keycloak.importRealm(
                admin,
                RealmTemplate.local(
                        environment("PUBLIC_URL", "http://127.0.0.1:8080"),
                        environment("GATEWAY_URL", "http://gateway:8080"),
                        environment("SMTP_HOST", "mailpit"),
                        Integer.parseInt(environment("SMTP_PORT", "1025")),
                        secrets.bffKeySet(),
                        client -> secrets.existing("client-" + client)));
    }

    private static void await(String what, BooleanSupplier ready) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new Failure(what + " did not answer within " + PATIENCE.toMinutes() + " minutes.");
            }
            LockSupport.parkNanos(500_000_000);
        }
    }

    private static String environment(String name, String otherwise) {
        @Nullable String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** The names of all files in which Compose finds a secret, made when they are missing. */
    static List<Path> makeSecrets(Path folder) {
        Secrets secrets = new Secrets(folder);
        for (String database : Postgres.databases()) {
            secrets.value("db-" + database + "_owner");
            secrets.value("db-" + database + "_app");
        }
        RealmTemplate.SERVICE_CLIENTS.forEach(client -> secrets.value("client-" + client));
        for (String name : List.of(
                "postgres-superuser",
                Keycloak.ADMIN_SECRET,
                Keycloak.ADMIN_PASSWORD,
                "gateway-state",
                "web-csrf",
                "inquiry-form",
                "grafana-admin")) {
            secrets.value(name);
        }
        secrets.bffKey();
        secrets.keep("keycloak.conf", """
            db-password=%s
            bootstrap-admin-client-secret=%s
            bootstrap-admin-password=%s
            """.formatted(
                        secrets.value("db-" + Postgres.KEYCLOAK_DATABASE + "_owner"),
                        secrets.value(Keycloak.ADMIN_SECRET),
                        secrets.value(Keycloak.ADMIN_PASSWORD)));
        return secrets.readableToContainers();
    }
}
