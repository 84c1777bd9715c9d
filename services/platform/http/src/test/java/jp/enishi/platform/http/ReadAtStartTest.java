package jp.enishi.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ReadAtStartTest {

    @Test
    void aServiceIsNotReadyUntilItCouldReadWhatItNeeds() throws InterruptedException {
        var readings = new ReadAtStart();
        var check = new ReadAtStart.Check(readings);
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);
        var attempts = new AtomicInteger();
        var database = new CountDownLatch(1);
        var done = new CountDownLatch(1);

        readings.read(Uni.createFrom().voidItem().invoke(() -> {
            attempts.incrementAndGet();
            if (database.getCount() > 0) {
                throw new IllegalStateException("no database yet");
            }
            done.countDown();
        }));

        assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(done.getCount()).isOne();
        database.countDown();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(attempts.get()).isGreaterThan(1);
        for (int i = 0; i < 100 && !readings.isComplete(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    }
}
