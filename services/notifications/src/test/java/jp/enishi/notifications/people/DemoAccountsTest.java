package jp.enishi.notifications.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import jp.enishi.platform.operations.Mode;
import org.junit.jupiter.api.Test;

class DemoAccountsTest {
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    private DemoAccounts accounts(Mode mode, boolean there) {
        return new DemoAccounts(
                mode,
                () -> {
                    asked.incrementAndGet();
                    return Uni.createFrom().item(there);
                },
                ended::incrementAndGet);
    }

    @Test
    void productionEndsWhenTheDemoIsInTheRealm() {
        accounts(Mode.PRODUCTION, true).start(new StartupEvent());
        assertThat(ended).hasValue(1);
    }

    @Test
    void withoutTheDemoItGoesOn() {
        accounts(Mode.PRODUCTION, false).start(new StartupEvent());
        assertThat(asked).hasValue(1);
        assertThat(ended).hasValue(0);
    }

    @Test
    void locallyNobodyIsAsked() {
        accounts(Mode.LOCAL, true).start(new StartupEvent());
        assertThat(asked).hasValue(0);
    }

    @Test
    void keycloakIsAskedAgainUntilItAnswers() {
        var waiting = new DemoAccounts(
                Mode.PRODUCTION,
                () -> asked.incrementAndGet() < 3
                        ? Uni.createFrom().failure(new IllegalStateException("away"))
                        : Uni.createFrom().item(true),
                ended::incrementAndGet);
        assertThat(waiting.look(Duration.ofMillis(1)).await().atMost(Duration.ofSeconds(5)))
                .isTrue();
        assertThat(asked).hasValue(3);
        assertThat(ended).hasValue(1);
    }
}
