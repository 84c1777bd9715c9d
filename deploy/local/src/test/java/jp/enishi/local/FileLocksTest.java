package jp.enishi.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLocksTest {
    @TempDir
    Path folder;

    /** The other process says when it is about to leave what it does alone; nobody comes in before. */
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
            FileLocks.alone(file, () -> {
                try {
                    assertThat(said.ready()).isTrue();
                    assertThat(said.readLine()).isEqualTo("leaving");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
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
                    Thread.sleep(300);
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
                System.out.println("leaving");
            });
        }
    }
}
