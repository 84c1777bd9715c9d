package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The nine cases set out, and go on beside the tests that follow until {@link OrderFlowTest} sees their ends. */
@ExtendWith(WholeSystem.Shared.class)
@Order(2)
class OrderFlowBeginsTest {
    @Test
    void nineCasesComeToTheirMeetings(WholeSystem whole) {
        assertThat(whole.nineCases().stuckBeforeMeetings()).isEmpty();
    }
}
