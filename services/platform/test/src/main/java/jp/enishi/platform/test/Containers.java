package jp.enishi.platform.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The parts as official images, where there is an engine for them. {@code ENISHI_TEST_PARTS} or the system property
 * {@code enishi.test.parts} decides otherwise: {@code containers}, {@code embedded}, or {@code auto}, the default.
 */
final class Containers {
    private static final String CHOICE = "enishi.test.parts";
    private static final int KAFKA_PORT = 9092;

    private Containers() {}

    /** Whether the parts are containers; decided once for all class loaders of this JVM. */
    static boolean wanted() {
        String choice = System.getProperty(CHOICE);
        if (choice == null) {
            choice = System.getenv().getOrDefault("ENISHI_TEST_PARTS", "auto");
        }
        boolean wanted = switch (choice.toLowerCase(Locale.ROOT)) {
            case "containers" -> true;
            case "embedded" -> false;
            case "auto" -> engine();
            default ->
                throw new IllegalStateException(
                        "ENISHI_TEST_PARTS is \"" + choice + "\"; it must be containers, embedded or auto");
        };
        System.setProperty(CHOICE, wanted ? "containers" : "embedded");
        return wanted;
    }

    /** Looks for the engine in earnest only where there is a sign of one: that takes a second. */
    private static boolean engine() {
        boolean sign = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return sign && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts PostgreSQL; it ends with this JVM. Answers {@code host:port}. */
    static String postgres(String password) {
        PostgreSQLContainer container = new PostgreSQLContainer(image("POSTGRES_IMAGE"))
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword(password);
        container.setCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200", "-c", "timezone=UTC");
        container.start();
        return container.getHost() + ":" + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    /** Starts Kafka with these settings and does not wait for it; it ends with this JVM. Answers {@code host:port}. */
    static String kafka(Map<String, String> settings) {
        KafkaContainer container = new KafkaContainer(image("KAFKA_IMAGE"));
        settings.forEach((name, value) ->
                container.addEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        container.waitingFor(new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {
                // Its log tells it in other words in every version: it is asked as clients ask.
            }
        });
        container.start();
        return container.getHost() + ":" + container.getMappedPort(KAFKA_PORT);
    }

    /** The image that everything else uses too. */
    private static DockerImageName image(String name) {
        try (InputStream file = Containers.class.getResourceAsStream("/.env")) {
            if (file == null) {
                throw new IllegalStateException("enishi-test was built without .env");
            }
            Properties images = new Properties();
            images.load(file);
            return DockerImageName.parse(images.getProperty(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
