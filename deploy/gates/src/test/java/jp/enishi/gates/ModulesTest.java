package jp.enishi.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: deploy → services → platform, and no service knows another. */
class ModulesTest {
    private static final Set<String> SERVICES =
            Set.of("talents", "cases", "matching", "meetings", "contracts", "notifications", "gateway", "web");
    private static final Pattern OWN_DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>jp\\.enishi</groupId>\\s*<artifactId>([^<]+)</artifactId>");

    @Test
    void noServiceKnowsAnother() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path pom : Tree.files("services/*/pom.xml")) {
            broken.addAll(forbidden(pom.getParent().getFileName().toString(), Files.readString(pom)));
        }
        for (Path pom : Tree.files("services/platform/*/pom.xml")) {
            broken.addAll(forbidden(pom.getParent().getFileName().toString(), Files.readString(pom)));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void aDependencyBetweenServicesIsFound() {
        assertThat(forbidden("talents", """
                <dependency>
                  <groupId>jp.enishi</groupId>
                  <artifactId>cases</artifactId>
                </dependency>
                """)).containsExactly("talents → cases");
        assertThat(forbidden(
                        "kernel",
                        "<dependency><groupId>jp.enishi</groupId><artifactId>deploy-local</artifactId></dependency>"))
                .containsExactly("kernel → deploy-local");
    }

    private static List<String> forbidden(String module, String pom) {
        return OWN_DEPENDENCY
                .matcher(pom)
                .results()
                .map(found -> found.group(1))
                .filter(artifact -> SERVICES.contains(artifact) || artifact.startsWith("deploy-"))
                .map(artifact -> module + " → " + artifact)
                .toList();
    }
}
