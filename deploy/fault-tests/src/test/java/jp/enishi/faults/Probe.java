package jp.enishi.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import jp.enishi.local.Await;
import jp.enishi.local.EnishiSystem;

/** One trial: a database and a topic of its own, processes of the probe service on them, and clients that don't give up. */
final class Probe implements AutoCloseable {
    /** A command that was answered 2xx. */
    record Acknowledged(String key, UUID account, long version) {}

    private record Running(Process process, int port) {}

    private static final Path ROOT =
            Path.of(System.getProperty("enishi.root")).toAbsolutePath().normalize();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    final String name;
    final String topic;
    private final EnishiSystem system;
    private final Map<String, Running> processes = new HashMap<>();
    private final List<Acknowledged> acknowledged = new CopyOnWriteArrayList<>();

    Probe(EnishiSystem system, String name) throws SQLException {
        this.system = system;
        this.name = "probe_" + name.replace('-', '_') + "_" + Long.toString(System.nanoTime(), 36);
        this.topic = this.name + ".account";
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + this.name);
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(system.jdbcUrl(database), "postgres", system.databasePassword("postgres"));
    }

    /** Starts a process of the service and waits until it is ready. */
    void start(String process, Map<String, String> variables) {
        int port = freePort();
        int management = freePort();
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:MetaspaceSize=128m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                ROOT.resolve("deploy/probe/target/quarkus-app/quarkus-run.jar").toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(system.places()
                        .home()
                        .resolve("logs")
                        .resolve(name + "-" + process + ".log")
                        .toFile()));
        Map<String, String> environment = builder.environment();
        environment.put("HTTP_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(management));
        environment.put("DB_PORT", system.jdbcUrl("").replaceAll(".*:(\\d+)/.*", "$1"));
        environment.put("DB_NAME", name);
        environment.put("DB_USER", "postgres");
        environment.put("DB_PASSWORD", system.databasePassword("postgres"));
        environment.put("DB_OWNER", "postgres");
        environment.put("DB_OWNER_PASSWORD", system.databasePassword("postgres"));
        environment.put("KAFKA_BOOTSTRAP", system.kafkaBootstrap());
        environment.put("PROBE_TOPIC", topic);
        // A group shared with other trials would be rebalanced whenever one of their processes comes or goes.
        environment.put("PROBE_GROUP", name);
        environment.putAll(variables);
        try {
            processes.put(process, new Running(builder.start(), port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Await.until("probe " + process + " is ready", Duration.ofSeconds(120), () -> {
            if (!processes.get(process).process().isAlive()) {
                throw new AssertionError("The probe died at its start, see the log of " + name + "-" + process);
            }
            return ready(management);
        });
    }

    private static boolean ready(int management) {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(
                                                    URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    boolean alive(String process) {
        return processes.get(process).process().isAlive();
    }

    /** Waits until the armed crash point has ended the process. */
    void awaitCrash(String process) {
        Await.until(process + " reaches its crash point", Duration.ofMinutes(2), () -> !alive(process));
        if (processes.get(process).process().exitValue() != 137) {
            throw new AssertionError(process + " ended with "
                    + processes.get(process).process().exitValue() + ", not at its crash point");
        }
    }

    void kill(String process) {
        try {
            processes.get(process).process().destroyForcibly().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void signal(String process, String signal) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            Long.toString(processes.get(process).process().pid()))
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sends commands to the accounts from eight clients at once. Each is repeated with its key until some process answered it;
     * what was answered is remembered.
     */
    void load(List<UUID> accounts, int commands, int hold) {
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int command = 0; command < commands; command++) {
                UUID account = accounts.get(command % accounts.size());
                Callable<Boolean> entering = () -> enter(
                        account,
                        UUID.randomUUID().toString(),
                        ThreadLocalRandom.current().nextInt(10) == 0 ? hold : 0);
                running.add(clients.submit(entering));
            }
            for (Future<?> each : running) {
                each.get(3, TimeUnit.MINUTES);
            }
        } catch (ExecutionException | java.util.concurrent.TimeoutException failure) {
            throw new AssertionError("A command was never answered", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private boolean enter(UUID account, String key, int hold) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            List<Running> all = List.copyOf(processes.values());
            Running target = all.get(ThreadLocalRandom.current().nextInt(all.size()));
            try {
                var answer = HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/accounts/%s/entries?key=%s&hold=%d"
                                        .formatted(target.port(), account, key, hold)))
                                .timeout(Duration.ofSeconds(5))
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    acknowledged.add(new Acknowledged(key, account, Long.parseLong(answer.body())));
                    return true;
                }
            } catch (IOException noAnswer) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new AssertionError("No answer to " + key + " within a minute");
    }

    List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    EnishiSystem system() {
        return system;
    }

    @Override
    public void close() {
        processes.values().forEach(running -> running.process().destroyForcibly());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
