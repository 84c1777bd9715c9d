package jp.enishi.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractsTest {
    private static final String TYPE = "parts.tested.v1";

    @Test
    void aValidBodyPasses() {
        assertThatCode(() -> Contracts.checkData(TYPE, "{\"id\":\"" + UUID.randomUUID() + "\"}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":1}", "{\"id\":\"not an id\"}", "[]"})
    void anInvalidBodyIsFound(String body) {
        assertThatThrownBy(() -> Contracts.checkData(TYPE, body)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aTypeWithoutSchemaIsFound() {
        assertThatThrownBy(() -> Contracts.checkData("parts.unknown.v1", "{}"))
                .hasMessageContaining("parts.unknown.v1");
    }

    @Test
    void aRouteThatIsNotPromisedIsFound(@TempDir Path folder) throws IOException {
        String promised = """
                paths:
                  /plans:
                    get: {responses: {'200': {}}}
                """;
        Path file = Files.writeString(folder.resolve("openapi.yaml"), promised);
        assertThatCode(() -> Contracts.checkOpenApi(file, promised)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Contracts.checkOpenApi(file, promised + "    post: {responses: {'201': {}}}\n"))
                .hasMessageContaining("post /plans");
        assertThatThrownBy(() -> Contracts.checkOpenApi(file, promised.replace("200", "204")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Contracts.checkOpenApi(file, "{}")).isInstanceOf(AssertionError.class);
    }

    @Test
    void aDescriptionThatDiffersInItsWordsIsFound(@TempDir Path folder) throws IOException {
        String promised = "paths:\n  /plans:\n    get: {summary: all, responses: {'200': {}}}\n";
        Path file = Files.writeString(folder.resolve("openapi.yaml"), promised);
        assertThatThrownBy(() -> Contracts.checkOpenApi(file, promised.replace("all", "some")))
                .hasMessageContaining("line 3");
    }

    @Test
    void everyForgedTokenDiffersFromTheGenuineOne() {
        assertThat(ForgedTokens.all()).hasSizeGreaterThanOrEqualTo(14).doesNotContainValue(ForgedTokens.genuine());
        assertThat(ForgedTokens.all().values())
                .doesNotHaveDuplicates()
                .allMatch(token -> token.split("\\.", -1).length == 3);
    }
}
