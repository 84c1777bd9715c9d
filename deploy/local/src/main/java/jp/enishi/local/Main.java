package jp.enishi.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The commands of {@code ./enishi} that deal with the running system. */
public final class Main {

    private static final String SUPERVISOR = "supervisor";

    private final Places places;
    private final Arguments arguments;
    private final PrintStream out = System.out;

    private Main(Places places, Arguments arguments) {
        this.places = places;
        this.arguments = arguments;
    }

    public static void main(String[] words) {
        try {
            Path project = Path.of(environment("ENISHI_PROJECT", "."));
            Path home = Path.of(
                    environment("ENISHI_HOME", project.resolve(".enishi").toString()));
            Main main = new Main(new Places(project, home), Arguments.parse(List.of(words), System.getenv()));
            System.exit(main.run());
        } catch (Failure e) {
            System.out.flush();
            System.err.println("enishi: " + e.getMessage());
            System.exit(1);
        }
    }

    private static String environment(String name, String otherwise) {
        @Nullable String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private int run() {
        return switch (arguments.command()) {
            case "up" -> up();
            case "down" -> down();
            case "status" -> status();
            case "logs" -> logs();
            case "reset" -> reset();
            case "demo" -> demo();
            default -> throw new Failure("Unknown command: " + arguments.command());
        };
    }

    private Options options() {
        return new Options(
                places.project(), places.home(), arguments.portOffset(), arguments.only(), arguments.aot(), Map.of());
    }

    private int up() {
        long began = System.nanoTime();
        PartProcess.recorded(SUPERVISOR, places).ifPresent(running -> {
            throw new Failure("Enishi is already running (process " + running.pid()
                    + "). See ./enishi status, or stop it: ./enishi down");
        });
        EnishiSystem.stopLeftovers(
                places, name -> out.println("  " + name + " was left running by an earlier start: stopping it"));
        EnishiSystem system = EnishiSystem.prepared(
                options(), Progress.on(out, environment("ENISHI_TTY", "").equals("1")));
        PartProcess supervisor = PartProcess.current(SUPERVISOR, places);
        Path readyMarker = places.run().resolve("ready");
        CountDownLatch end = new CountDownLatch(1);
        StringBuffer dead = new StringBuffer();
        Thread stop = new Thread(
                () -> {
                    system.close();
                    delete(readyMarker);
                    supervisor.forget();
                    out.println(dead.isEmpty() ? "Enishi is stopped." : "Everything else is stopped.");
                    out.flush();
                    Runtime.getRuntime().halt(dead.isEmpty() ? 0 : 1);
                },
                "enishi-stop");
        try {
            delete(readyMarker);
            Runtime.getRuntime().addShutdownHook(stop);
            system.startAll();
            if (arguments.only().isEmpty() && !Files.exists(places.demoMarker())) {
                loadDemo(system);
            }
        } catch (Failure e) {
            dead.append(e.getMessage());
            System.err.println("enishi: " + e.getMessage());
            return 1;
        }
        system.onDeath(name -> {
            synchronized (dead) {
                if (dead.isEmpty()) {
                    dead.append(name);
                    System.err.println("enishi: " + name + " died. " + system.logExcerpt(name)
                            + "\nStopping the rest. Start again with ./enishi up");
                }
            }
            end.countDown();
        });
        for (String name : system.options().parts()) {
            if (!system.alive(name)) {
                dead.append(name);
                System.err.println("enishi: " + name + " died. " + system.logExcerpt(name));
                return 1;
            }
        }
        summary(system, (System.nanoTime() - began) / 1e9);
        write(readyMarker, "ready\n");
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private void summary(EnishiSystem system, double seconds) {
        out.printf(Locale.ROOT, "%nEnishi is ready after %.1f s.%n%n", seconds);
        List<String> parts = system.options().parts();
        if (parts.contains("gateway")) {
            out.println("  縁 Enishi       " + system.gatewayUrl() + "/");
        }
        if (parts.contains(Mail.NAME)) {
            out.println("  mails          " + system.mailUrl() + "/");
        }
        if (parts.contains(Keycloak.NAME)) {
            out.println("  Keycloak       " + system.keycloakUrl() + "/admin/  (" + Keycloak.ADMIN_USER
                    + ", password in " + system.secrets().file(Keycloak.ADMIN_PASSWORD) + ")");
        }
        if (parts.contains(Postgres.NAME)) {
            out.println("  PostgreSQL     127.0.0.1:" + system.ports().postgres() + "  (passwords in "
                    + places.secrets() + ")");
        }
        if (parts.contains(Kafka.NAME)) {
            out.println("  Kafka          " + system.kafkaBootstrap());
        }
        if (Files.exists(places.demoMarker())) {
            out.println("\nDemo users:\n" + Logs.tail(places.demoMarker(), 30).stripTrailing());
        }
        out.println("\nStop: Ctrl-C here, or ./enishi down.   Also: ./enishi status, ./enishi logs [part] [-f]");
        out.flush();
    }

    private int down() {
        Optional<PartProcess> supervisor = PartProcess.recorded(SUPERVISOR, places);
        if (supervisor.isPresent()) {
            out.println("Stopping Enishi (process " + supervisor.get().pid() + ") …");
            supervisor.get().signal("TERM");
            if (!supervisor.get().await(Duration.ofSeconds(90))) {
                out.println("It did not stop within 90 s and is killed.");
                supervisor.get().kill();
            }
        }
        int leftovers = EnishiSystem.stopLeftovers(places, name -> out.println("  stopping " + name));
        PartProcess.recordedNames(places).forEach(name -> delete(places.run().resolve(name + ".pid")));
        delete(places.run().resolve("ready"));
        out.println(supervisor.isEmpty() && leftovers == 0 ? "Enishi was not running." : "Enishi is stopped.");
        return 0;
    }

    private int status() {
        boolean supervised = PartProcess.recorded(SUPERVISOR, places).isPresent();
        out.println(
                supervised
                        ? "Enishi is "
                                + (Files.exists(places.run().resolve("ready")) ? "running." : "starting or stopping.")
                        : "Enishi is not running. Start it: ./enishi up");
        boolean any = false;
        for (String name : Options.allParts()) {
            Optional<PartProcess> process = PartProcess.recorded(name, places);
            if (process.isPresent()) {
                any = true;
                out.printf(
                        Locale.ROOT,
                        "  %-14s running   pid %-8d %6d s  %5d MB   %s%n",
                        name,
                        process.get().pid(),
                        process.get().age().toSeconds(),
                        memory(process.get().pid()),
                        places.log(name));
            } else if (supervised) {
                out.printf("  %-14s not running%n", name);
            }
        }
        if (any && !supervised) {
            out.println("These were left by a supervisor that was killed. Stop them: ./enishi down");
        }
        return supervised ? 0 : 3;
    }

    /** Resident memory in MB; 0 where the system doesn't tell. */
    private static long memory(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private int logs() {
        List<String> names = arguments.names().isEmpty() ? Options.allParts() : arguments.names();
        for (String name : names) {
            if (!Options.allParts().contains(name) && !name.equals("demo")) {
                throw new Failure("There is no part named \"" + name + "\". The parts are "
                        + String.join(", ", Options.allParts()) + ".");
            }
        }
        boolean many = names.size() > 1;
        Map<String, Long> read = new HashMap<>();
        for (String name : names) {
            Path log = places.log(name);
            if (!Files.exists(log)) {
                if (!many) {
                    out.println(log + " does not exist yet.");
                }
                read.put(name, 0L);
                continue;
            }
            read.put(name, size(log));
            Logs.tail(log, many ? 20 : 200).lines().forEach(line -> out.println(many ? name + " | " + line : line));
        }
        while (arguments.follow() && !out.checkError()) {
            for (String name : names) {
                read.computeIfPresent(name, (n, position) -> copyFrom(places.log(n), position, many ? n + " | " : ""));
            }
            LockSupport.parkNanos(300_000_000);
        }
        return 0;
    }

    private long copyFrom(Path log, long position, String prefix) {
        long size = size(log);
        if (size == position) {
            return position;
        }
        try (var channel = Files.newByteChannel(log)) {
            channel.position(size < position ? 0 : position);
            var buffer = java.nio.ByteBuffer.allocate((int) Math.min(1_000_000, size - channel.position()));
            channel.read(buffer);
            String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
            text.lines().forEach(line -> out.println(prefix + line));
            return channel.position();
        } catch (IOException e) {
            throw new Failure("Cannot read " + log + ": " + e.getMessage(), e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private int reset() {
        if (!arguments.yes()) {
            out.print("Delete all data, secrets and logs of Enishi in " + places.home() + "? [y/N] ");
            out.flush();
            try {
                int answer = System.in.read();
                if (answer != 'y' && answer != 'Y') {
                    out.println("Nothing was deleted.");
                    return 1;
                }
            } catch (IOException e) {
                throw new Failure("Cannot read the answer. Use ./enishi reset -y", e);
            }
        }
        down();
        for (String folder : List.of("data", "secrets", "logs", "run")) {
            Archives.deleteTree(places.home().resolve(folder));
        }
        out.println("All data is deleted. ./enishi up starts afresh.");
        return 0;
    }

    private int demo() {
        if (PartProcess.recorded(SUPERVISOR, places).isEmpty()) {
            throw new Failure("Demo data is loaded into a running system. Start it first: ./enishi up");
        }
        loadDemo(EnishiSystem.attached(options()));
        out.println(Logs.tail(places.demoMarker(), 30));
        return 0;
    }

    private void loadDemo(EnishiSystem system) {
        List<String> path = new ArrayList<>();
        for (String folder : List.of(
                "deploy/demo/target/classes",
                "services/platform/taxonomy/target/classes",
                "services/platform/kernel/target/classes")) {
            path.add(places.project().resolve(folder).toString());
        }
        for (String folder : List.of("deploy/demo/target/lib", "deploy/local/target/lib")) {
            Places.jarsIn(places.project().resolve(folder)).forEach(jar -> path.add(jar.toString()));
        }
        if (!Files.exists(Path.of(path.getFirst()).resolve("jp/enishi/demo/Load.class"))) {
            throw new Failure("The demo data is not built: there is no jp.enishi.demo.Load in " + path.getFirst()
                    + ". Build it: ./enishi build");
        }
        out.println("  loading demo data …");
        long began = System.nanoTime();
        Commands.run(
                "Loading the demo data",
                List.of(Commands.java(), "-Xmx256m", "-cp", String.join(":", path), "jp.enishi.demo.Load"),
                system.demoEnvironment(),
                places.log("demo"),
                10);
        out.printf(Locale.ROOT, "  demo data loaded in %.1f s%n", (System.nanoTime() - began) / 1e9);
        if (!Files.exists(places.demoMarker())) {
            write(places.demoMarker(), "");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Failure("Cannot delete " + file + ": " + e.getMessage(), e);
        }
    }
}
