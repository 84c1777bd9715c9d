package jp.enishi.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where things are. {@code project} is the checkout with the built jars; {@code home} keeps the data, secrets, logs and
 * process files of one running system; what is costly to make and the same for every system (unpacked parts, AOT
 * caches) is kept once for the checkout.
 */
public record Places(Path project, Path home) {

    public Places {
        project = project.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
    }

    public Path data(String part) {
        return home.resolve("data").resolve(part);
    }

    public Path run() {
        return home.resolve("run");
    }

    public Path log(String part) {
        return home.resolve("logs").resolve(part + ".log");
    }

    public Path secrets() {
        return home.resolve("secrets");
    }

    Path demoMarker() {
        return home.resolve("data").resolve("demo-loaded");
    }

    /** Exists while everything is ready. */
    Path readyMarker() {
        return run().resolve("ready");
    }

    /** Says why the last run ended when nobody asked it to. */
    Path endedMarker() {
        return run().resolve("ended");
    }

    /** The port offset of the system that was started here last, so that other commands find it. */
    Path portOffset() {
        return run().resolve("port-offset");
    }

    Path cache() {
        return project.resolve(".enishi").resolve("cache");
    }

    Path aot() {
        return project.resolve(".enishi").resolve("aot");
    }

    Path serviceJar(Service service) {
        return project.resolve("services").resolve(service.name()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    Path keycloakDistribution() {
        return project.resolve("deploy/local/target/dist/keycloak-quarkus-dist-" + Keycloak.VERSION + ".tar.gz");
    }

    /** The jars of the parts that run on the JVM from a class path, in a stable order (an AOT cache depends on it). */
    List<Path> libraries() {
        return jarsIn(project.resolve("deploy/local/target/lib"));
    }

    static List<Path> jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    void create() {
        try {
            for (Path folder : List.of(home.resolve("data"), run(), home.resolve("logs"), secrets(), cache(), aot())) {
                Files.createDirectories(folder);
            }
            if (Files.getFileStore(secrets()).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        secrets(), java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new Failure("Cannot make the folders under " + home + ": " + Objects.toString(e.getMessage()), e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Failure("Cannot delete " + file + ": " + e.getMessage(), e);
        }
    }
}
