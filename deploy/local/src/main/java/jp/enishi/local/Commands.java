package jp.enishi.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that run to their end. */
final class Commands {
    /**
     * The JVM's first compiler alone: whatever starts does so with half the processor time, on few cores at twice the pace.
     * Nobody measures here what the second one's code would gain under load.
     */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private Commands() {}

    /**
     * Runs it with its output going to the log of the part {@code name}; a {@link Failure} shows the end of that log when it
     * does not end well. It is recorded while it runs and does not outlive the interruption of this thread.
     */
    static void run(
            String what,
            String name,
            List<String> command,
            Map<String, String> environment,
            Places places,
            int minutes) {
        Path log = places.log(name);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().putAll(environment);
            Process process = builder.start();
            PartProcess recorded = PartProcess.of(name + "-command", process.toHandle(), places, "TERM");
            try {
                if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                    throw new Failure(what + " did not end within " + minutes + " minutes. See " + log);
                }
            } finally {
                recorded.kill();
            }
            if (process.exitValue() != 0) {
                throw new Failure(what + " failed (exit code " + process.exitValue() + "). The end of " + log + ":\n"
                        + Logs.tail(log, 15));
            }
        } catch (IOException e) {
            throw new Failure(what + " could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(what + " was interrupted", e);
        }
    }

    static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends a signal by name, such as INT, STOP or CONT. */
    static void signal(long pid, String signal) {
        succeeds("/bin/bash", "-c", "kill -" + signal + " " + pid);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
