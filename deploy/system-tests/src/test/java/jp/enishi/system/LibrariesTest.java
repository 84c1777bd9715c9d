package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What no service needs while it runs is in none of them, and so in no image: it would only be weight and something to attack. */
class LibrariesTest {
    private static final Path ROOT =
            Path.of(System.getProperty("enishi.root")).toAbsolutePath().normalize();
    static final List<String> SERVICES = WholeSystem.SERVICES;
    /** The maker of proxies, which the build needs, and the libraries that compress records of Kafka. */
    private static final List<String> LEFT_OUT =
            List.of("net.bytebuddy.", "com.github.luben.", "org.xerial.snappy.", "at.yawk.lz4.", "org.lz4.");

    @ParameterizedTest
    @FieldSource("SERVICES")
    void onlyWhatRuns(String service) throws IOException {
        Path libraries = ROOT.resolve("services").resolve(service).resolve("target/quarkus-app/lib/main");
        try (Stream<Path> jars = Files.list(libraries)) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .hasSizeGreaterThan(100)
                    .noneMatch(jar -> LEFT_OUT.stream().anyMatch(jar::startsWith));
        }
    }
}
