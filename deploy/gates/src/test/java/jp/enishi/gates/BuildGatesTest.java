package jp.enishi.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gates inside the compiler and before it can fail: each planted mistake breaks the build by the gate it is meant for. */
class BuildGatesTest {
    @TempDir
    Path folder;

    @Test
    void aCleanFilePasses() throws IOException {
        assertThat(build("""
                package jp.enishi.planted;

                /** Nothing wrong here. */
                final class Planted {
                    private Planted() {}

                    static int one() {
                        return 1;
                    }
                }
                """).output()).contains("BUILD SUCCESS");
    }

    @Test
    void formatting() throws IOException {
        refused("""
                package jp.enishi.planted;
                final class Planted {   private Planted( ) { } }
                """, "spotless");
    }

    @Test
    void errorProneAndNullness() throws IOException {
        refused("""
                package jp.enishi.planted;

                import org.jspecify.annotations.Nullable;

                /** Compares a string with a number, and uses what may be null. */
                final class Planted {
                    private Planted() {}

                    static boolean same(String text, Integer number) {
                        return text.equals(number);
                    }

                    static int length(@Nullable String text) {
                        return text.length();
                    }
                }
                """, "[EqualsIncompatibleType]", "[NullAway]");
    }

    private void refused(String source, String... gates) throws IOException {
        Tree.Outcome outcome = build(source);
        assertThat(outcome.exit()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains(gates);
    }

    private Tree.Outcome build(String source) throws IOException {
        Path code = folder.resolve("src/main/java/jp/enishi/planted/Planted.java");
        Files.createDirectories(code.getParent());
        Files.writeString(code, source);
        Files.createDirectories(folder.resolve(".mvn"));
        Files.copy(Tree.ROOT.resolve(".mvn/jvm.config"), folder.resolve(".mvn/jvm.config"));
        Files.writeString(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>jp.enishi</groupId>
                    <artifactId>enishi</artifactId>
                    <version>1.0-SNAPSHOT</version>
                    <relativePath>%s</relativePath>
                  </parent>
                  <artifactId>planted</artifactId>
                </project>
                """.formatted(
                        folder.toRealPath().relativize(Tree.ROOT.toRealPath().resolve("pom.xml"))));
        return Tree.run(
                folder,
                List.of(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "-B",
                        "-o",
                        "-ntp",
                        "compile"));
    }
}
