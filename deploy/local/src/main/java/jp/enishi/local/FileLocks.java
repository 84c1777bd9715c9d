package jp.enishi.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What only one process of the machine may do at a time, as two systems of one checkout share what is costly to make. */
final class FileLocks {

    private FileLocks() {}

    /** Does the work while no other process holds the file, and no other thread of this one any file; waits until then. */
    static synchronized void alone(Path file, Runnable work) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new Failure("Cannot make the folder " + file.getParent() + ": " + e.getMessage(), e);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            work.run();
        } catch (IOException e) {
            throw new Failure("Cannot lock " + file + ": " + e.getMessage(), e);
        }
    }
}
