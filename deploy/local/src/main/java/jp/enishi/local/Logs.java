package jp.enishi.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Log files of the parts: their ends, and one older generation so that they don't grow for ever. */
final class Logs {

    private static final long LARGEST = 20_000_000;

    private Logs() {}

    static String tail(Path log, int lines) {
        if (!Files.exists(log)) {
            return "(there is no log yet)";
        }
        try {
            long size = Files.size(log);
            try (var channel = Files.newByteChannel(log)) {
                channel.position(Math.max(0, size - 64_000));
                var buffer = java.nio.ByteBuffer.allocate(64_000);
                while (channel.read(buffer) > 0) {
                    continue;
                }
                List<String> all = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
            }
        } catch (IOException e) {
            return "(cannot read " + log + ": " + e.getMessage() + ")";
        }
    }

    static void rotate(Path log) {
        try {
            Files.createDirectories(log.getParent());
            if (Files.exists(log) && Files.size(log) > LARGEST) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new Failure("Cannot write the log " + log + ": " + e.getMessage(), e);
        }
    }
}
