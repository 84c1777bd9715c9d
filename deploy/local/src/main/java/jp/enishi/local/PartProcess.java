package jp.enishi.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process with a file {@code run/<name>.pid} that says its id, start time and stop signal, so that whoever comes
 * later can tell it from another process with the same id.
 */
final class PartProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final ProcessHandle handle;
    private final Path file;
    private final String stopSignal;
    private volatile boolean expectedToEnd;

    private PartProcess(String name, ProcessHandle handle, Path file, String stopSignal) {
        this.name = name;
        this.handle = handle;
        this.file = file;
        this.stopSignal = stopSignal;
    }

    static PartProcess start(
            String name, List<String> command, Map<String, String> environment, Places places, String stopSignal) {
        Path log = places.log(name);
        Logs.rotate(log);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(places.home().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().putAll(environment);
            return of(name, builder.start().toHandle(), places, stopSignal);
        } catch (IOException e) {
            throw new Failure(name + " could not be started: " + e.getMessage(), e);
        }
    }

    static PartProcess current(String name, Places places) {
        return of(name, ProcessHandle.current(), places, "TERM");
    }

    /** Records a process that runs already. */
    static PartProcess of(String name, ProcessHandle handle, Places places, String stopSignal) {
        PartProcess process = new PartProcess(name, handle, pidFile(places, name), stopSignal);
        process.record();
        return process;
    }

    private static Path pidFile(Places places, String name) {
        return places.run().resolve(name + ".pid");
    }

    private void record() {
        try {
            Files.writeString(file, handle.pid() + " " + startTime(handle) + " " + stopSignal + "\n");
        } catch (IOException e) {
            handle.destroyForcibly();
            throw new Failure("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static long startTime(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The process that was recorded under this name, if it still lives. */
    static Optional<PartProcess> recorded(String name, Places places) {
        Path file = pidFile(places, name);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] words = Files.readString(file).strip().split(" ");
            if (words.length != 3) {
                return Optional.empty();
            }
            long started = Long.parseLong(words[1]);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> startTime(handle) == started)
                    .map(handle -> new PartProcess(name, handle, file, words[2]));
        } catch (IOException | NumberFormatException e) {
            throw new Failure("Cannot read " + file + ". Delete it when nothing of Enishi runs any more.", e);
        }
    }

    static List<String> recordedNames(Places places) {
        if (!Files.isDirectory(places.run())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(places.run())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".pid"))
                    .map(file -> file.substring(0, file.length() - 4))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Failure("Cannot list " + places.run(), e);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return handle.pid();
    }

    boolean alive() {
        return handle.isAlive();
    }

    boolean expectedToEnd() {
        return expectedToEnd;
    }

    Duration age() {
        return Duration.between(handle.info().startInstant().orElse(Instant.EPOCH), Instant.now());
    }

    void onExit(Runnable action) {
        handle.onExit().thenRun(action);
    }

    /** Asks it to end and waits; what doesn't end in time is killed. False when it had to be killed. */
    boolean stop() {
        return stop(PATIENCE);
    }

    boolean stop(Duration patience) {
        expectedToEnd = true;
        Commands.signal(handle.pid(), stopSignal);
        boolean ended = await(patience);
        if (!ended) {
            kill();
        }
        forget();
        return ended;
    }

    /** SIGKILL, as a crash would do it. The process is gone when this returns. */
    void kill() {
        expectedToEnd = true;
        if (handle.pid() != ProcessHandle.current().pid()) {
            // A JVM that is making its AOT cache does so in a child.
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
            await(PATIENCE);
        }
        forget();
    }

    void signal(String signal) {
        Commands.signal(handle.pid(), signal);
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Failure("Cannot delete " + file, e);
        }
    }

    boolean await(Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !handle.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
