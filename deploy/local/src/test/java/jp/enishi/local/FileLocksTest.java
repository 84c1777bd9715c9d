package jp.enishi.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLocksTest {
    @TempDir
    Path folder;

    /** The other process leaves what it does alone when it is told to; nobody comes in before. */
    @Test
    void anotherProcessIsWaitedFor() throws IOException, InterruptedException {
        Path file = folder.resolve("made/lock");
        Process other = new ProcessBuilder(
                        Commands.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Other.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("in");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                assertThat(channel.tryLock()).isNull();
            }
            try (Writer told = other.outputWriter()) {
                told.write("leave\n");
            }
            FileLocks.alone(file, () -> {
                try {
                    assertThat(said.ready()).isTrue();
                    assertThat(said.readLine()).isEqualTo("leaving");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(other.waitFor()).isZero();
        } finally {
            other.destroyForcibly();
        }
    }

    static final class Other {
        private Other() {}

        public static void main(String[] arguments) {
            FileLocks.alone(Path.of(arguments[0]), () -> {
                System.out.println("in");
                try {
                    System.in.read();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                System.out.println("leaving");
            });
        }
    }
}
