package jp.enishi.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;

class FaultsTest {
    @Test
    void aPlantedFaultIsRefusedUnlessAllowed() {
        assertThatThrownBy(() -> new Faults("no-inbox-key", false)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Faults("no-such-guard", true)).isInstanceOf(IllegalArgumentException.class);
        Faults planted = new Faults("no-inbox-key, cursor-relay", true);
        assertThat(planted.has(Faults.Fault.NO_INBOX_KEY)).isTrue();
        assertThat(planted.has(Faults.Fault.CURSOR_RELAY)).isTrue();
        assertThat(planted.has(Faults.Fault.MARK_BEFORE_PUBLISH)).isFalse();
        assertThat(new Faults(null, false).has(Faults.Fault.NO_INBOX_KEY)).isFalse();
    }

    @Test
    void aFailpointCountsItsHits() {
        var armed = Failpoint.parse("outbox.afterPublish:3,inbox.beforeCommit");
        assertThat(armed.get("outbox.afterPublish")).hasValue(3);
        assertThat(armed.get("inbox.beforeCommit")).hasValue(1);
        assertThat(Failpoint.parse(null)).isEmpty();
    }

    @Test
    void onlyFailuresThatPassAreTransient() {
        assertThat(Failures.isTransient(new IllegalStateException(postgres("40001"))))
                .isTrue();
        assertThat(Failures.isTransient(postgres("40P01"))).isTrue();
        assertThat(Failures.isTransient(postgres("57P01"))).isTrue();
        assertThat(Failures.isTransient(postgres("25P03"))).isTrue();
        assertThat(Failures.isTransient(new HibernateException("a query failed", ClosedConnectionException.INSTANCE)))
                .isTrue();
        assertThat(Failures.isTransient(new RuntimeException(new ConnectException("refused"))))
                .isTrue();
        assertThat(Failures.isTransient(postgres("23505"))).isFalse();
        assertThat(Failures.isTransient(new IllegalArgumentException("bad"))).isFalse();
        assertThat(Failures.code(new IllegalStateException(postgres("23505")))).isEqualTo("sql-23505");
    }

    private static PgException postgres(String state) {
        return new PgException("refused", "ERROR", state, null);
    }
}
