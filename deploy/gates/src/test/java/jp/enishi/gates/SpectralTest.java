package jp.enishi.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spectral with the OWASP rules over every service's OpenAPI document. Needs npm, as {@code ./enishi test} says. */
class SpectralTest {
    private static final Path GATES = Tree.ROOT.resolve("deploy/gates");

    @BeforeAll
    static void install() {
        if (!Files.isExecutable(GATES.resolve("node_modules/.bin/spectral"))) {
            Tree.Outcome installed = Tree.run(GATES, List.of("npm", "ci", "--silent", "--no-audit", "--no-fund"));
            assertThat(installed.exit()).as(installed.output()).isZero();
        }
    }

    @Test
    void everyDocumentKeepsTheRules() {
        List<Path> documents = Tree.files("services/*/src/main/openapi/openapi.{yaml,json}");
        assertThat(documents).hasSizeGreaterThanOrEqualTo(4);
        Tree.Outcome outcome = lint(documents);
        assertThat(outcome.exit()).as(outcome.output()).isZero();
    }

    @Test
    void aWeakDocumentIsRefused() {
        Tree.Outcome outcome = lint(List.of(GATES.resolve("src/test/resources/weak-openapi.yaml")));
        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.output())
                .contains("owasp:api4:2023-string-limit")
                .contains("owasp:api8:2023-define-error-responses-401");
    }

    private static Tree.Outcome lint(List<Path> documents) {
        List<String> command = new ArrayList<>(List.of(
                "node_modules/.bin/spectral", "lint", "--ruleset", ".spectral.yaml", "--fail-severity", "warn"));
        documents.forEach(document -> command.add(document.toString()));
        return Tree.run(GATES, command);
    }
}
