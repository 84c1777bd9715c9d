package jp.enishi.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The source tree under test, and commands run in it. */
final class Tree {
    static final Path ROOT =
            Path.of(System.getProperty("enishi.root")).toAbsolutePath().normalize();

    record Outcome(int exit, String output) {}

    private Tree() {}

    static List<Path> files(String glob) {
        var matcher = ROOT.getFileSystem().getPathMatcher("glob:" + ROOT + "/" + glob);
        try (Stream<Path> files = Files.walk(ROOT.resolve("services"), 8)) {
            return files.filter(matcher::matches)
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Outcome run(Path folder, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("No end after five minutes: " + command);
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException failure) {
            throw new UncheckedIOException("Could not run " + command, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
