package jp.enishi.platform.test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nationality",
                "birthDate",
                "age",
                "ageLimit",
                "gender",
                "sex",
                "photoUrl",
                "family",
                "familyMembers",
                "maritalStatus",
                "nearestStation",
                "clockIn",
                "clockOutAt",
                "overtimeHours",
                "attendance",
                "workedHours",
                "dailyLog",
                "supervisorId"
            })
    void aFieldThatMustNotBeIsFound(String name) {
        assertThatThrownBy(() -> check("{type: object, properties: {" + name + ": {}}}"))
                .hasMessageContaining("[" + name + "]");
        assertThatThrownBy(() -> checkAll("paths: {/plans: {get: {parameters: [{name: " + name + ", in: query}]}}}"))
                .hasMessageContaining("[" + name + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "familyName",
                "familyNameKana",
                "traceId",
                "interface",
                "page",
                "percentage",
                "message",
                "headCount",
                "stage",
                "responsible",
                "utilisation",
                "hours",
                "catalogue"
            })
    void anOrdinaryFieldPasses(String name) {
        assertThatCode(() -> check("{type: object, properties: {" + name + ": {}}}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"familyName", "company", "projectTitle", "email", "userId"})
    void aSheetThatSaysWhoItIsIsFound(String name) {
        assertThatThrownBy(() -> checkAll("""
                components:
                  schemas:
                    Sheet: {properties: {initials: {}, engagements: {items: {$ref: '#/components/schemas/Work'}}}}
                    Work: {properties: {title: {}, %s: {}, before: {$ref: '#/components/schemas/Work'}}}
                """.formatted(name))).hasMessageContaining("Sheet: " + name);
        assertThatCode(() -> checkAll("components: {schemas: {Work: {properties: {%s: {}}}}}".formatted(name)))
                .doesNotThrowAnyException();
    }

    @Test
    void aNameThatMeansSomethingElseIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("o.yaml"), "a: {properties: {attendance: {}, age: {}}}");
        assertThatThrownBy(() -> Fields.check(file, Set.of("attendance"))).hasMessageEndingWith(": [age]");
    }

    @Test
    void aDocumentWithoutFieldsIsNoProof() {
        assertThatThrownBy(() -> checkAll("paths: {}")).hasMessageContaining("no field");
    }

    private void check(String schema) throws IOException {
        checkAll("components: {schemas: {Plan: " + schema + "}}");
    }

    private void checkAll(String document) throws IOException {
        Fields.check(Files.writeString(folder.resolve("openapi.yaml"), document), Set.of());
    }
}
