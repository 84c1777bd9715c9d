package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Each service starts while its database, the broker and Keycloak are away, and answers that it lives: an image learns from
 * such a start, and a pod that comes up before its database waits instead of being started again and again.
 */
@Tag("chaos")
class StartAloneTest {
    private static final Path ROOT =
            Path.of(System.getProperty("enishi.root")).toAbsolutePath().normalize();
    static final List<String> SERVICES = WholeSystem.SERVICES;

    @ParameterizedTest
    @FieldSource("SERVICES")
    void startsWithoutWhatItNeeds(String service, @TempDir Path folder) throws IOException, InterruptedException {
        Path cache = folder.resolve("app.aot");
        Path said = folder.resolve("said");
        ProcessBuilder training = new ProcessBuilder(
                        "bash",
                        ROOT.resolve("deploy/images/train").toString(),
                        ROOT.resolve("services")
                                .resolve(service)
                                .resolve("target/quarkus-app")
                                .toString(),
                        cache.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        var environment = training.environment();
        environment.merge(
                "PATH", Path.of(System.getProperty("java.home"), "bin").toString(), (path, java) -> java + ":" + path);
        environment.put(
                "JVM_OPTIONS",
                ROOT.resolve("deploy/local/src/main/resources/system/jvm.options")
                        .toString());
        environment.put("HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("HTTP_PORT", freePort());
        environment.put("MANAGEMENT_PORT", freePort());
        // Nobody listens there, whatever else runs on this machine.
        environment.put("DB_PORT", "1");
        environment.put("KAFKA_BOOTSTRAP", "127.0.0.1:1");

        Process process = training.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as(Files.readString(said))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        assertThat(cache).isNotEmptyFile();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
