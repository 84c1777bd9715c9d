package jp.enishi.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The commands of {@code ./enishi} that deal with the running system. */
public final class Main {

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
            case "replay" -> replay();
            case "audit" -> audit();
            case "secrets" -> secrets();
            case "backup" -> backup();
            case "restore" -> restore();
            case "rebuild" -> rebuild();
            default -> throw new Failure("Unknown command: " + arguments.command());
        };
    }

    private Options options() {
        return new Options(
                places.project(),
                places.home(),
                arguments.portOffset(),
                arguments.only(),
                arguments.aot(),
                arguments.fullSpeed(),
                Map.of());
    }

    private int up() {
        PartProcess.recorded(Up.SUPERVISOR, places).ifPresent(running -> {
            throw new Failure("Enishi is already running (process " + running.pid()
                    + "). See ./enishi status, or stop it: ./enishi down");
        });
        EnishiSystem.stopLeftovers(
                places, name -> out.println("  " + name + " was left running by an earlier start: stopping it"));
        Progress progress = Progress.on(out, environment("ENISHI_TTY", "").equals("1"));
        return new Up(EnishiSystem.prepared(options(), progress), out).run();
    }

    private int down() {
        Optional<PartProcess> supervisor = PartProcess.recorded(Up.SUPERVISOR, places);
        if (supervisor.isPresent()) {
            out.println("Stopping Enishi (process " + supervisor.get().pid() + ") …");
            supervisor.get().signal("TERM");
            if (!supervisor.get().await(Duration.ofSeconds(90))) {
                out.println("It did not stop within 90 s and is killed.");
                supervisor.get().kill();
            }
        }
        int leftovers = EnishiSystem.stopLeftovers(places, name -> out.println("  stopping " + name));
        PartProcess.recordedNames(places)
                .forEach(name -> Places.delete(places.run().resolve(name + ".pid")));
        Places.delete(places.readyMarker());
        Places.delete(places.endedMarker());
        out.println(supervisor.isEmpty() && leftovers == 0 ? "Enishi was not running." : "Enishi is stopped.");
        return 0;
    }

    private int status() {
        boolean supervised = PartProcess.recorded(Up.SUPERVISOR, places).isPresent();
        out.println(
                supervised
                        ? "Enishi is " + (Files.exists(places.readyMarker()) ? "running." : "starting or stopping.")
                        : "Enishi is not running. Start it: ./enishi up");
        if (!supervised && Files.exists(places.endedMarker())) {
            out.println("It ended by itself: " + Logs.tail(places.endedMarker(), 1));
        }
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
            if (!Options.allParts().contains(name) && !name.equals(Demo.NAME)) {
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
        new Demo(running("Demo data is loaded into a running system."), out).load();
        out.println(Logs.tail(places.demoMarker(), 30));
        return 0;
    }

    /** Without a service it lists, and 0 is the exit code; with one, 1 says that something still waits. */
    private int replay() {
        EnishiSystem system = running("Events are applied again by the running services.");
        Replay replay = new Replay(service -> system.managementUrl(service.name()), out);
        if (arguments.names().isEmpty()) {
            replay.list();
            return 0;
        }
        Service service = service();
        String name = service.name();
        if (replay.run(service, arguments.consumer(), arguments.aggregate())) {
            return 0;
        }
        out.flush();
        System.err.println("enishi: Some events still wait. Repair the cause, then again: ./enishi replay " + name);
        return 1;
    }

    private Service service() {
        String name = arguments.names().getFirst();
        return Service.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Failure("There is no service named \"" + name + "\". The services are "
                        + String.join(
                                ", ", Service.ALL.stream().map(Service::name).toList()) + "."));
    }

    private int backup() {
        EnishiSystem system = running("A backup is made of the running PostgreSQL.");
        out.println("Backup " + system.backup() + " is in " + places.home().resolve("backups")
                + "; from now on every moment can be put back: ./enishi restore --to …");
        return 0;
    }

    private int restore() {
        if (PartProcess.recorded(Up.SUPERVISOR, places).isPresent()) {
            throw new Failure("Enishi runs. Stop it first: ./enishi down");
        }
        Options options = EnishiSystem.attached(options()).options().only(Postgres.NAME, Kafka.NAME);
        try (EnishiSystem system = EnishiSystem.prepared(
                options, Progress.on(out, environment("ENISHI_TTY", "").equals("1")))) {
            Map<String, Integer> taken = system.restore(arguments.to());
            taken.forEach((topic, events) -> out.println("  " + topic + ": " + events
                    + (events == 1 ? " event" : " events") + " of a later time taken out"));
        }
        out.println("The databases are as they were " + (arguments.to() == null ? "last" : "at " + arguments.to())
                + ". Start: ./enishi up");
        return 0;
    }

    private int rebuild() {
        EnishiSystem system = running("Read models are built again by the running services.");
        new Rebuild(one -> system.managementUrl(one.name()), out).run(service(), arguments.consumer());
        return 0;
    }

    /** 1 says that something was changed, taken away or put in. */
    private int audit() {
        EnishiSystem system = running("The audit trails are verified by the running services.");
        if (new Audit(service -> system.managementUrl(service.name()), out).verify()) {
            return 0;
        }
        out.flush();
        System.err.println("enishi: Not every audit trail is intact.");
        return 1;
    }

    /** Makes what docker-compose.yml reads as secrets. */
    private int secrets() {
        Path folder = places.project().resolve(".enishi/compose/secrets");
        out.println(Setup.makeSecrets(folder).size() + " secrets for Compose are in " + folder);
        return 0;
    }

    private EnishiSystem running(String purpose) {
        if (PartProcess.recorded(Up.SUPERVISOR, places).isEmpty()) {
            throw new Failure(purpose + " Start it first: ./enishi up");
        }
        return EnishiSystem.attached(options());
    }
}
