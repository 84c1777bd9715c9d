package jp.enishi.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose rows a query may touch. */
class ScopeTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    @Test
    void aCoordinatorSeesAllAndNobodySeesNothing() {
        assertThat(new Scope(true, Set.of(), null).over("o.seat")).isEqualTo("1 = 1");
        assertThat(new Scope(false, Set.of(), null).over("o.seat")).isEqualTo("1 = 0");
    }

    @Test
    void whatTheCallerIsAloneStandsInTheCondition() {
        assertThat(new Scope(false, Set.of(ONE), null).over("o.seat"))
                .isEqualTo("(o.seat.organizationId = :organization)");
        assertThat(new Scope(false, Set.of(ONE, OTHER), null).over("o.seat"))
                .isEqualTo("(o.seat.organizationId in (:organizations))");
        assertThat(new Scope(false, Set.of(), ONE).over("e.seat")).isEqualTo("(e.seat.talentUserId = :talent)");
        assertThat(new Scope(false, Set.of(ONE), OTHER).over("o.seat"))
                .isEqualTo("(o.seat.organizationId = :organization or o.seat.talentUserId = :talent)");
    }
}
