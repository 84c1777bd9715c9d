package jp.enishi.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.enishi.local.EnishiSystem;
import jp.enishi.local.Options;

/**
 * Everything, with the demo loaded, once for all tests that need it. With {@code -Denishi.attach=true} the tests use the
 * system that {@code ./enishi up} started instead.
 */
final class WholeSystem {
    private static WholeSystem running;

    private final EnishiSystem system;

    private WholeSystem(EnishiSystem system) {
        this.system = system;
    }

    static synchronized WholeSystem get() {
        if (running == null) {
            Path root =
                    Path.of(System.getProperty("enishi.root")).toAbsolutePath().normalize();
            if (Boolean.getBoolean("enishi.attach")) {
                running = new WholeSystem(EnishiSystem.attached(Options.at(root, root.resolve(".enishi"), 0)));
            } else {
                running = started(root);
            }
        }
        return running;
    }

    private static WholeSystem started(Path root) {
        try {
            Path home = Files.createTempDirectory("enishi-whole");
            EnishiSystem system =
                    EnishiSystem.start(Options.at(root, home, 1_500).withoutAot());
            loadDemo(system, home);
            return new WholeSystem(system);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void loadDemo(EnishiSystem system, Path home) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "jp.enishi.demo.Load"));
        Path log = home.resolve("logs/demo.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(system.demoEnvironment());
        try {
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError("The demo could not be loaded:\n" + Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Stops what {@link #get} started; a system that was only attached to goes on. */
    void close() {
        if (!Boolean.getBoolean("enishi.attach")) {
            system.close();
        }
    }

    String url(String path) {
        return system.gatewayUrl() + path;
    }

    String mailUrl() {
        return system.mailUrl();
    }

    EnishiSystem parts() {
        return system;
    }
}
