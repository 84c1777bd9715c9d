package jp.enishi.web;

import java.util.Set;
import jp.enishi.platform.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    /** Pages change nothing themselves: the services behind them authorise, finish and answer once. */
    @Test
    void theRulesAreKept() {
        ArchitectureRules.check(
                "jp.enishi.web",
                Set.of("every route is authorised", "no change is cancelled", "every POST is idempotent"));
    }
}
