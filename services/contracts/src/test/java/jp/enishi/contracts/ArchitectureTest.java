package jp.enishi.contracts;

import jp.enishi.platform.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void theRulesAreKept() {
        ArchitectureRules.check("jp.enishi.contracts");
    }
}
