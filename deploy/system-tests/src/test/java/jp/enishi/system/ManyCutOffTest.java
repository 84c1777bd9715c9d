package jp.enishi.system;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Two thousand requests that are cut off; takes some minutes of the whole machine. */
@Tag("chaos")
@Order(3)
class ManyCutOffTest extends CutOffTest {
    @Override
    int cuts() {
        return 2_000;
    }
}
