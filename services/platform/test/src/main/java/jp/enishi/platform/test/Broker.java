package jp.enishi.platform.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The Kafka broker of this JVM's tests: started once, as a container or on free ports of 127.0.0.1 in a child JVM. */
public final class Broker {
    private static final String RUNNING = "enishi.test.kafka";
    private static final String CLASS_PATH = "kafka-broker.classpath";
    /** What the broker is like, wherever it runs. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.partitions", "12"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.min.session.timeout.ms", "500"),
            Map.entry("broker.session.timeout.ms", "2000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("log.cleaner.dedupe.buffer.size", "10000000"),
            Map.entry("message.max.bytes", "5000000"));

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Broker() {}

    /** The address for clients. The system property makes it one broker for all class loaders. */
    public static String bootstrap() {
        synchronized (System.class) {
            String running = System.getProperty(RUNNING);
            if (running == null) {
                running = Containers.wanted() ? container() : start();
                System.setProperty(RUNNING, running);
            }
            return running;
        }
    }

    private static String container() {
        try {
            String bootstrap = Containers.kafka(SETTINGS);
            awaitReady(bootstrap, () -> true, () -> "its container does not answer at " + bootstrap);
            return bootstrap;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private interface Output {
        String read() throws IOException;
    }

    private static String start() {
        try {
            return FreePorts.start(() -> startOn(FreePorts.next(), FreePorts.next()));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** @throws IOException when it ends before it answers, as it does when a port is taken */
    static String startOn(int port, int controllerPort) throws IOException {
        Path home = Files.createTempDirectory("enishi-kafka");
        Path logs = home.resolve("data");
        String bootstrap = "127.0.0.1:" + port;
        Path properties = home.resolve("broker.properties");
        Files.writeString(properties, properties(bootstrap, "127.0.0.1:" + controllerPort, logs));
        Path output = home.resolve("broker.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        classPath(),
                        BrokerMain.class.getName(),
                        properties.toString(),
                        logs.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.destroyForcibly();
            deleteAll(home);
        }));
        awaitReady(bootstrap, process::isAlive, () -> Files.readString(output));
        return bootstrap;
    }

    private static String properties(String bootstrap, String controller, Path logs) {
        return Stream.concat(
                        Stream.of(
                                "process.roles=broker,controller",
                                "node.id=1",
                                "controller.quorum.voters=1@" + controller,
                                "listeners=PLAINTEXT://" + bootstrap + ",CONTROLLER://" + controller,
                                "advertised.listeners=PLAINTEXT://" + bootstrap,
                                "controller.listener.names=CONTROLLER",
                                "log.dirs=" + logs),
                        SETTINGS.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String classPath() throws IOException {
        ClassLoader loader = Broker.class.getClassLoader();
        try (InputStream list = loader.getResourceAsStream(CLASS_PATH)) {
            if (list == null) {
                throw new IllegalStateException("enishi-test was built without " + CLASS_PATH);
            }
            String here = loader.getResource(CLASS_PATH).toString();
            String own = here.startsWith("jar:file:")
                    ? here.substring("jar:file:".length(), here.indexOf('!'))
                    : here.substring("file:".length(), here.length() - CLASS_PATH.length());
            return own + java.io.File.pathSeparator + new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static void awaitReady(String bootstrap, BooleanSupplier alive, Output output) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 4_000,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200))) {
            while (System.nanoTime() < deadline && alive.getAsBoolean()) {
                try {
                    if (!admin.describeCluster()
                            .nodes()
                            .get(4, TimeUnit.SECONDS)
                            .isEmpty()) {
                        return;
                    }
                } catch (java.util.concurrent.ExecutionException | TimeoutException notYet) {
                    continue;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        String why = "Kafka did not start:\n" + output.read();
        if (!alive.getAsBoolean()) {
            throw new IOException(why);
        }
        throw new IllegalStateException(why);
    }

    private static void deleteAll(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException leftBehind) {
            System.err.println("Left behind: " + folder + " (" + leftBehind.getMessage() + ")");
        }
    }
}
