package jp.enishi.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One running Enishi: real PostgreSQL, Kafka, Keycloak, mail catcher and services as processes of this machine.
 *
 * <p>{@code ./enishi up} uses it, and so do system tests:
 *
 * <pre>{@code
 * try (EnishiSystem system = EnishiSystem.start(Options.at(project, temporaryFolder, 10_000))) {
 *     system.kill("talents");                                                 // SIGKILL
 *     system.restart("talents", Map.of("ENISHI_FAILPOINTS", "outbox.afterPublish:3"));
 *     system.signal("cases", "STOP");                                         // and "CONT"
 *     system.gatewayUrl(); system.jdbcUrl("talents"); system.kafkaBootstrap();
 * }
 * }</pre>
 *
 * <p>Every method that starts or stops waits for the outcome and throws {@link Failure} with a message for people. Not
 * thread-safe for the same part; different parts may be handled by different threads.
 */
public final class EnishiSystem implements AutoCloseable {

    /** Long, for a busy machine; a part that dies is noticed at once. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(300);
    /** A JVM writes its AOT cache while it ends; on a busy machine that takes a while. */
    private static final Duration TRAINING_PATIENCE = Duration.ofSeconds(300);

    private static final int AT_ONCE = 2;

    /** Started one after the other and stopped in reverse; what is together in one depends on nothing else in it. */
    private static final List<List<String>> TIERS = List.of(
            List.of(Postgres.NAME),
            List.of(Keycloak.NAME, Kafka.NAME, Mail.NAME),
            Service.ALL.stream().map(Service::name).toList());

    private final Options options;
    private final Places places;
    private final Ports ports;
    private final Secrets secrets;
    private final Progress progress;
    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private final Map<String, PartProcess> processes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> environments = new ConcurrentHashMap<>();
    private volatile boolean stopping;
    private volatile @Nullable ExecutorService starters;
    private volatile @Nullable String deadWhileStarting;
    private volatile Consumer<String> onDeath = name -> {};

    private EnishiSystem(Options options, Progress progress) {
        this.options = options;
        this.places = new Places(options.project(), options.home());
        this.ports = new Ports(options.portOffset());
        this.secrets = new Secrets(places.secrets());
        this.progress = progress;
        add(new Postgres(places, ports, secrets));
        add(new Kafka(places, ports));
        add(new Keycloak(places, ports, secrets, gatewayUrl()));
        add(new Mail(places, ports));
        Service.ALL.forEach(service -> add(new ServicePart(service, places, ports, secrets, options.fullSpeed())));
        environments.putAll(options.environment());
    }

    private void add(Part part) {
        parts.put(part.name(), part);
    }

    /** Starts all parts and returns when every one is ready; when one fails, those already started are stopped. */
    public static EnishiSystem start(Options options) {
        return start(options, Progress.silent());
    }

    public static EnishiSystem start(Options options, Progress progress) {
        EnishiSystem system = prepared(options, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(system::close, "enishi-stop"));
        system.startAll();
        return system;
    }

    /** A system that may be started: leftovers of an earlier one are stopped, its ports are free. */
    static EnishiSystem prepared(Options options, Progress progress) {
        EnishiSystem system = new EnishiSystem(options, progress);
        system.places.create();
        stopLeftovers(system.places, name -> {});
        PortCheck.require(system.ports, options.parts());
        Places.write(system.places.portOffset(), options.portOffset() + "\n");
        return system;
    }

    /** Stops what a killed supervisor left behind, in reverse order; tells each name. Returns how many there were. */
    static int stopLeftovers(Places places, Consumer<String> tell) {
        int stopped = 0;
        List<String> names = new ArrayList<>(PartProcess.recordedNames(places));
        names.remove(Up.SUPERVISOR);
        // Services first and PostgreSQL last; what is not a part is a command for one and goes before them.
        names.sort(java.util.Comparator.comparing(
                        (String name) -> Options.allParts().indexOf(name))
                .reversed());
        names.sort(java.util.Comparator.comparing(Options.allParts()::contains));
        for (String name : names) {
            Optional<PartProcess> leftover = PartProcess.recorded(name, places);
            if (leftover.isPresent()) {
                tell.accept(name);
                leftover.get().signal("CONT");
                leftover.get().stop();
                stopped++;
            }
        }
        return stopped;
    }

    void startAll() {
        progress.expect(options.parts());
        try (ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE)) {
            starters = executor;
            try {
                TIERS.forEach(tier -> inParallel(executor, tier));
            } catch (RuntimeException e) {
                close();
                throw e;
            } finally {
                starters = null;
            }
        }
    }

    private void inParallel(ExecutorService executor, List<String> names) {
        List<CompletableFuture<Void>> running = names.stream()
                .filter(options.parts()::contains)
                .map(name -> CompletableFuture.runAsync(
                        () -> {
                            if (!stopping) {
                                startPart(name);
                            }
                        },
                        executor))
                .toList();
        List<RuntimeException> failures = new ArrayList<>();
        for (CompletableFuture<Void> one : running) {
            try {
                one.join();
            } catch (CompletionException e) {
                stopping = true;
                failures.add(e.getCause() instanceof RuntimeException cause ? cause : e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void startPart(String name) {
        Part part = part(name);
        progress.show(name, "preparing", false);
        part.prepare();
        @Nullable
        AotCache cache = options.aot() && !part.aotInputs().isEmpty() ? AotCache.of(part, places.aot()) : null;
        if (cache != null && !cache.exists()) {
            train(part, cache);
        }
        progress.show(name, "starting", false);
        launch(part, cache != null && cache.exists() ? cache.using(part.command()) : part.command());
        awaitReady(name, START_PATIENCE);
        part.whenReady();
        progress.show(name, "ready", true);
    }

    /** One start for the JVM to learn from. Without its cache the part starts slower and is otherwise the same. */
    private void train(Part part, AotCache cache) {
        progress.show(part.name(), "training AOT cache", false);
        launch(part, cache.training(part.command()));
        awaitReady(part.name(), START_PATIENCE);
        part.whenReady();
        PartProcess trained = processes.remove(part.name());
        boolean ended = trained != null && trained.stop(TRAINING_PATIENCE);
        if (!ended) {
            cache.discard(part.name());
        }
        if (!ended || !cache.adopt(part.name())) {
            progress.show(part.name(), "no AOT cache, goes on", false);
        }
    }

    private void launch(Part part, List<String> command) {
        Map<String, String> environment = new HashMap<>(part.environment());
        environment.putAll(environments.getOrDefault(part.name(), Map.of()));
        PartProcess process;
        synchronized (processes) {
            if (stopping) {
                throw new Failure("Stopped before " + part.name() + " was started.");
            }
            process = PartProcess.start(part.name(), command, environment, places, part.stopSignal());
            processes.put(part.name(), process);
        }
        process.onExit(() -> {
            if (!process.expectedToEnd() && !stopping) {
                if (starters != null) {
                    deadWhileStarting = part.name();
                }
                onDeath.accept(part.name());
            }
        });
    }

    /** Waits until the part answers. @throws Failure with the end of its log when it died or took too long */
    public void awaitReady(String name, Duration patience) {
        Part part = part(name);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!part.ready()) {
            if (stopping) {
                throw new Failure("Stopped while " + name + " was starting.");
            }
            @Nullable String dead = starters == null ? null : deadWhileStarting;
            if (dead != null || !alive(name)) {
                throw new Failure(deathOf(dead == null ? name : dead));
            }
            if (System.nanoTime() > deadline) {
                throw new Failure(name + " was not ready within " + patience.toSeconds() + " s. " + logExcerpt(name));
            }
            progress.draw();
            LockSupport.parkNanos(100_000_000);
        }
    }

    /** That a part died, with what it said last. */
    String deathOf(String name) {
        return name + " died. " + logExcerpt(name);
    }

    private String logExcerpt(String name) {
        return "See " + places.log(name) + ":\n" + Logs.tail(places.log(name), 20);
    }

    void onDeath(Consumer<String> action) {
        onDeath = action;
    }

    public boolean alive(String name) {
        PartProcess process = processes.get(name);
        return process != null && process.alive();
    }

    /** Kills the part as a crash would (SIGKILL); it is gone when this returns. */
    public void kill(String name) {
        process(name).kill();
    }

    /** Ends the part in an orderly way. False when it did not end within 20 s and had to be killed. */
    public boolean stop(String name) {
        return process(name).stop();
    }

    /** {@link #stop(String)} for a part that takes its time, as a service that first tells that it goes. */
    public boolean stop(String name, Duration patience) {
        return process(name).stop(patience);
    }

    /** Sends a signal by name, such as {@code STOP}, {@code CONT} or {@code TERM}, and does not wait. */
    public void signal(String name, String signal) {
        process(name).signal(signal);
    }

    /** Ends the part if it runs, starts it again with these additional variables and waits until it is ready. */
    public void restart(String name, Map<String, String> variables) {
        if (alive(name)) {
            stop(name);
        }
        environments.put(name, Map.copyOf(variables));
        startPart(name);
    }

    /** {@link #restart} without additional variables. */
    public void restart(String name) {
        restart(name, Map.of());
    }

    /**
     * Starts one more process of a service beside the one that runs, and waits until it is ready; a rolling restart is
     * that, then the end of the first.
     *
     * @return its name, for {@link #stop} and the like
     */
    public String startSecond(String service, Map<String, String> variables) {
        ServicePart part = ServicePart.second(Service.named(service), places, ports, secrets);
        synchronized (processes) {
            parts.put(part.name(), part);
        }
        environments.put(part.name(), Map.copyOf(variables));
        startPart(part.name());
        return part.name();
    }

    /**
     * Copies PostgreSQL's data while it works, and begins to keep its log.
     *
     * @return the backup's name
     */
    public String backup() {
        try (Connection connection = postgres().superuser("postgres")) {
            return new Backups(places).make(connection);
        } catch (SQLException e) {
            throw new Failure("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }

    /**
     * Puts all databases back to a moment, makes the topics fit, and starts again what ran before.
     *
     * @param moment null for the last that is known
     * @return how many events were taken out of which topic, since they tell of what came later
     */
    public synchronized Map<String, Integer> restore(@Nullable Instant moment) {
        Backups backups = new Backups(places);
        String backup = backups.before(moment);
        List<String> ran = options.parts().stream()
                .filter(this::alive)
                .filter(name -> !name.equals(Kafka.NAME) && !name.equals(Mail.NAME))
                .toList();
        ran.reversed().forEach(this::stop);
        backups.putBack(backup, moment);
        startPart(Postgres.NAME);
        backups.recovered(backup);
        if (!alive(Kafka.NAME)) {
            startPart(Kafka.NAME);
        }
        Map<String, Integer> taken = new Rewind(
                        kafkaBootstrap(),
                        postgres()::superuser,
                        places.home().resolve("backups").resolve("topics"))
                .run(moment == null ? Instant.now() : moment);
        // The index is made of the topics.
        Archives.deleteTree(places.data("matching").resolve("index"));
        ran.stream().filter(name -> !name.equals(Postgres.NAME)).forEach(this::startPart);
        return taken;
    }

    private Postgres postgres() {
        return (Postgres) part(Postgres.NAME);
    }

    public long pid(String name) {
        return process(name).pid();
    }

    private PartProcess process(String name) {
        PartProcess process = processes.get(name);
        if (process == null) {
            throw new Failure(name + " was not started.");
        }
        return process;
    }

    private Part part(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new Failure("There is no part named \"" + name + "\".");
        }
        return part;
    }

    /** Stops everything in reverse order. Repeatable. */
    @Override
    public synchronized void close() {
        synchronized (processes) {
            stopping = true;
        }
        ExecutorService running = starters;
        if (running != null) {
            running.shutdownNow();
        }
        List<List<String>> order = new ArrayList<>(TIERS.reversed());
        order.addFirst(Service.ALL.stream()
                .map(service -> ServicePart.secondOf(service.name()))
                .toList());
        for (List<String> tier : order) {
            try (ExecutorService executor = Executors.newCachedThreadPool()) {
                tier.forEach(name -> executor.execute(() -> stopPart(name)));
            }
        }
    }

    private void stopPart(String name) {
        PartProcess process = processes.remove(name);
        if (process != null) {
            progress.show(name, "stopping", false);
            process.signal("CONT");
            boolean ended = process.stop();
            progress.show(name, ended ? "stopped" : "killed (did not stop)", true);
        }
    }

    public String gatewayUrl() {
        return serviceUrl("gateway");
    }

    /** The address of a service itself, not through the gateway. */
    public String serviceUrl(String service) {
        return "http://" + Ports.HOST + ":" + ports.service(Service.named(service));
    }

    /** Health and metrics of a service: {@code <this>/q/health/ready}, {@code <this>/q/metrics}. */
    public String managementUrl(String service) {
        return "http://" + Ports.HOST + ":" + ports.management(Service.named(service));
    }

    public String keycloakUrl() {
        return "http://" + Ports.HOST + ":" + ports.keycloak();
    }

    public String issuer() {
        return keycloakUrl() + "/realms/" + RealmTemplate.REALM;
    }

    /** The mail catcher's page; {@code /api/mails?to=} answers JSON, {@code DELETE /api/mails} empties it. */
    public String mailUrl() {
        return "http://" + Ports.HOST + ":" + ports.mailPage();
    }

    public String kafkaBootstrap() {
        return Ports.HOST + ":" + ports.kafka();
    }

    /** JDBC URL of a database; user {@code <database>_owner}, password {@link #databasePassword}. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + Ports.HOST + ":" + ports.postgres() + "/" + database;
    }

    /** @param role {@code <database>_owner}, {@code <database>_app} or {@code postgres} */
    public String databasePassword(String role) {
        return secrets.value(role.equals("postgres") ? "postgres-superuser" : "db-" + role);
    }

    public KeycloakAdmin keycloakAdmin() {
        return new KeycloakAdmin(keycloakUrl(), Keycloak.ADMIN_CLIENT, secrets.value(Keycloak.ADMIN_SECRET));
    }

    public Path log(String part) {
        return places.log(part);
    }

    public Secrets secrets() {
        return secrets;
    }

    public Places places() {
        return places;
    }

    public Ports ports() {
        return ports;
    }

    /** A view of a system that another process started: its addresses and secrets. Stops nothing. */
    public static EnishiSystem attached(Options options) {
        Places places = new Places(options.project(), options.home());
        Options where = options;
        try {
            if (java.nio.file.Files.exists(places.portOffset())) {
                where = options.withPortOffset(Integer.parseInt(
                        java.nio.file.Files.readString(places.portOffset()).strip()));
            }
        } catch (java.io.IOException e) {
            throw new Failure("Cannot read " + places.portOffset() + ": " + e.getMessage(), e);
        }
        return new EnishiSystem(where, Progress.silent());
    }

    /** What the demo loader needs to know; it writes the list of demo users to {@code DEMO_USERS_FILE}. */
    public Map<String, String> demoEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PUBLIC_URL", gatewayUrl());
        Service.ALL.forEach(service -> environment.put(
                service.name().toUpperCase(java.util.Locale.ROOT) + "_URL", serviceUrl(service.name())));
        environment.put("KEYCLOAK_URL", keycloakUrl());
        environment.put("OIDC_ISSUER", issuer());
        environment.put("KEYCLOAK_ADMIN_CLIENT", Keycloak.ADMIN_CLIENT);
        secrets.value(Keycloak.ADMIN_SECRET);
        environment.put(
                "KEYCLOAK_ADMIN_SECRET_FILE",
                secrets.file(Keycloak.ADMIN_SECRET).toString());
        environment.put("DEMO_USERS_FILE", places.demoMarker().toString());
        return environment;
    }

    Options options() {
        return options;
    }
}
