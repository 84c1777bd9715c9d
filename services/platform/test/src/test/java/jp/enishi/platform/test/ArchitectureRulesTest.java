package jp.enishi.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule finds its planted violation and lets the class pass that keeps it. */
class ArchitectureRulesTest {
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("jp.enishi.planted");
    private static final JavaClasses KEPT = new ClassFileImporter().importPackages("jp.enishi.kept");

    static Stream<Arguments> plants() {
        return Stream.of(
                Arguments.of("domain is plain", "Plan.late"),
                Arguments.of("layers point inward", "Plan.stored"),
                Arguments.of("layers point inward", "PlanRow.shown"),
                Arguments.of("time comes from a clock", "Plan.late"),
                Arguments.of("time comes from a clock", "Plan.today"),
                Arguments.of("a time has a zone", "PlanRow.begins"),
                Arguments.of("a time has a zone", "Plan.moved"),
                Arguments.of("a time has a zone", "Plan.move("),
                Arguments.of("no field for what must not count", "PlanRow.ageLimit"),
                Arguments.of("a session is one chain", "MakePlan.make"),
                Arguments.of("only reactive transactions", "MakePlan.make"),
                Arguments.of("every route is authorised", "PlanResource.open"),
                Arguments.of("no change is cancelled", "PlanResource.revise"),
                Arguments.of("no change is cancelled", "PlanResource.move"),
                Arguments.of("every POST is idempotent", "PlanResource.create"),
                Arguments.of("no event is sent and forgotten", "MakePlan.make"),
                Arguments.of("an event is acknowledged by its effect", "PlanEvents.forgotten"),
                Arguments.of("an event is acknowledged by its effect", "PlanEvents.byHand"),
                Arguments.of("an event is acknowledged by its effect", "PlanEvents.other"),
                Arguments.of("no code of other services", "Plan.foreign"));
    }

    @ParameterizedTest
    @MethodSource("plants")
    void theRuleFindsThePlantedViolation(String rule, String culprit) {
        var result = ArchitectureRules.all("jp.enishi.planted").get(rule).evaluate(PLANTED);
        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(culprit);
    }

    @Test
    void noRuleIsWithoutItsPlant() {
        assertThat(plants().map(plant -> plant.get()[0]))
                .containsAll(ArchitectureRules.all("jp.enishi.planted").keySet());
    }

    @Test
    void aRuleIsOnlyLeftOutByItsName() {
        assertThatThrownBy(() -> ArchitectureRules.check("jp.enishi.platform.test", Set.of("no such rule")))
                .hasMessageContaining("no such rule");
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
