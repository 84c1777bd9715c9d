package jp.enishi.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule finds its planted violation and lets the class pass that keeps it. */
class ArchitectureRulesTest {
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("jp.enishi.planted");
    private static final JavaClasses KEPT = new ClassFileImporter().importPackages("jp.enishi.kept");

    @ParameterizedTest
    @CsvSource({
        "domain is plain, Plan.late",
        "time comes from a clock, Plan.late",
        "time comes from a clock, Plan.today",
        "a session is one chain, MakePlan.make",
        "only reactive transactions, MakePlan.make",
        "every route is authorised, PlanResource.open",
        "no change is cancelled, PlanResource.revise",
        "no change is cancelled, PlanResource.move",
        "every POST is idempotent, PlanResource.create",
        "no event is sent and forgotten, MakePlan.make",
        "no code of other services, Plan.foreign"
    })
    void theRuleFindsThePlantedViolation(String rule, String culprit) {
        var result = ArchitectureRules.all("jp.enishi.planted").get(rule).evaluate(PLANTED);
        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(culprit);
    }

    @Test
    void theKeptPackageBreaksNoRule() {
        ArchitectureRules.all("jp.enishi.kept")
                .forEach((name, rule) -> assertThat(
                                rule.evaluate(KEPT).getFailureReport().getDetails())
                        .as(name)
                        .isEmpty());
    }

    @Test
    void aPackageWithoutClassesIsNoProof() {
        assertThatThrownBy(() -> ArchitectureRules.check("jp.enishi.nowhere")).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mp.messaging.incoming.a.failure-strategy=ignore",
                "%dev.mp.messaging.incoming.a.failure-strategy=dead-letter-queue",
                "mp.messaging.incoming.a.enable.auto.commit=true",
                "mp.messaging.incoming.a.commit-strategy=latest",
                "mp.messaging.incoming.a.auto.offset.reset=latest",
                "kafka.enable.idempotence=false",
                "kafka.acks=1"
            })
    void aSettingThatLosesEventsIsRefused(String setting, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), setting);
        assertThatThrownBy(() -> ArchitectureRules.checkConfiguration(file)).isInstanceOf(AssertionError.class);
    }

    @Test
    void ordinarySettingsPass(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("application.properties"),
                "mp.messaging.incoming.a.topic=a\nmp.messaging.incoming.a.auto.offset.reset=earliest\nother.acks=1");
        assertThatCode(() -> ArchitectureRules.checkConfiguration(file)).doesNotThrowAnyException();
    }
}
