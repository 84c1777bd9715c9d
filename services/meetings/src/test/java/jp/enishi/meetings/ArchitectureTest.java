package jp.enishi.meetings;

import java.nio.file.Path;
import jp.enishi.platform.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void theServiceKeepsTheRulesOfStructure() {
        ArchitectureRules.check("jp.enishi.meetings");
        ArchitectureRules.checkConfiguration(Path.of("src/main/resources/application.properties"));
    }
}
