package jp.enishi.system;

import jp.enishi.local.RealmContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;

/** The realm that everything else here signs in to. It needs nobody of the demo, which goes on beside. */
@ExtendWith(WholeSystem.Early.class)
@Order(4)
class RealmTest extends RealmContract {
    @BeforeAll
    static void start(WholeSystem whole) {
        use(whole.parts());
    }
}
