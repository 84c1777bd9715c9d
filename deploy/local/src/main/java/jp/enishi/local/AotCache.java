package jp.enishi.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The JVM's ahead-of-time cache of one part: classes loaded and linked in a training start. It only fits the same jars
 * and the same JVM, so both are in its name.
 */
final class AotCache {

    private final Path file;

    private AotCache(Path file) {
        this.file = file;
    }

    static AotCache of(Part part, Path folder) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
            digest.update(String.join(" ", part.command()).getBytes(StandardCharsets.UTF_8));
            for (Path jar : part.aotInputs()) {
                digest.update("%s %d %d\n"
                        .formatted(
                                jar,
                                Files.size(jar),
                                Files.getLastModifiedTime(jar).toMillis())
                        .getBytes(StandardCharsets.UTF_8));
            }
            String key = HexFormat.of().formatHex(digest.digest()).substring(0, 16);
            return new AotCache(folder.resolve(part.name() + "-" + key + ".aot"));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new Failure("Cannot look at the jars of " + part.name() + ": " + e.getMessage(), e);
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    List<String> using(List<String> command) {
        return with(command, "-XX:AOTCache=" + file);
    }

    List<String> training(List<String> command) {
        return with(command, "-XX:AOTCacheOutput=" + fresh(), "-Xlog:aot*=error", "-Xlog:cds*=error");
    }

    private Path fresh() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static List<String> with(List<String> command, String... options) {
        List<String> all = new ArrayList<>(command);
        all.addAll(1, List.of(options));
        return all;
    }

    /** Takes the cache that a training run left, and drops those of older jars. False when it left none. */
    boolean adopt(String part) {
        try {
            boolean made = Files.exists(fresh());
            if (made) {
                Files.move(fresh(), file, StandardCopyOption.REPLACE_EXISTING);
            }
            dropOthers(part);
            return made;
        } catch (IOException e) {
            return false;
        }
    }

    /** Drops what a training run left that did not come to its end. */
    void discard(String part) {
        try {
            Files.deleteIfExists(fresh());
            dropOthers(part);
        } catch (IOException e) {
            throw new Failure("Cannot clean up " + file.getParent() + ": " + e.getMessage(), e);
        }
    }

    /** Caches of older jars, and the configurations that a JVM writes while it makes a cache and does not always delete. */
    private void dropOthers(String part) throws IOException {
        try (var files = Files.list(file.getParent())) {
            for (Path other : files.filter(f -> f.getFileName().toString().matches(part + "-[0-9a-f]{16}\\.aot.*"))
                    .filter(f -> !f.equals(file))
                    .toList()) {
                Files.delete(other);
            }
        }
    }
}
