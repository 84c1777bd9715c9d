package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jp.enishi.demo.OrderFlow;
import jp.enishi.demo.Person;
import jp.enishi.local.Await;
import jp.enishi.system.FlowWorld.Case;
import jp.enishi.system.FlowWorld.Member;
import jp.enishi.system.FlowWorld.Talent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With any one service away for a minute in the middle of the order flow, the others go on answering, and the flow ends as it
 * should when the service is back. Afterwards the invariants hold.
 */
@Tag("chaos")
@ExtendWith(WholeSystem.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageTest {
    /** Who may be away, and an address that shows that the service is there. */
    private static final Map<String, String> SERVICES = Map.of(
            "talents", "/api/v1/talents?limit=1",
            "cases", "/api/v1/cases?limit=1",
            "matching", "/api/v1/matches/talents/00000000-0000-7000-8000-000000000000",
            "meetings", "/api/v1/meetings?limit=1",
            "contracts", "/api/v1/offers?limit=1",
            "notifications", "/api/v1/notifications?limit=1",
            "web", "/");

    private static final Duration AWAY = Duration.ofSeconds(60);

    private static WholeSystem system;
    private static FlowWorld world;
    private static Walk walk;
    private static int walks;

    @BeforeAll
    static void take(WholeSystem whole) {
        system = whole;
        world = new FlowWorld(whole, SERVICES.size(), SERVICES.size());
        walk = new Walk(world);
    }

    @AfterAll
    static void forget() {
        world = null;
    }

    static List<String> services() {
        return SERVICES.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    @Order(1)
    void theFlowEndsWhenTheServiceIsBackAndTheOthersGoOn(String away) throws Exception {
        int number = walks++;
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            system.parts().kill(away);
            Future<?> rest = threads.submit(() -> {
                Instant at = OrderFlow.minuteAfter(AWAY.plusSeconds(40));
                walk.held(walk.booked(number, client, talent, candidacy, at), "PROCEED", "PROCEED");
                walk.stage(candidacy, "MET");
                String offer = world.flow()
                        .offer(
                                client.person(),
                                candidacy,
                                OrderFlow.terms(open.requirements(), 900_000),
                                Walk.inDays(7));
                world.flow().accept(talent.person(), offer);
                walk.ordered(open, client, talent, candidacy);
            });
            List<String> silent = othersFor(away);
            system.parts().restart(away);
            rest.get(8, TimeUnit.MINUTES);
            assertThat(silent).isEmpty();
        }
    }

    /** Asks all the other services for as long as the one is away; answers who did not answer. */
    private static List<String> othersFor(String away) throws InterruptedException {
        List<String> silent = new ArrayList<>();
        long end = System.nanoTime() + AWAY.toNanos();
        while (System.nanoTime() < end) {
            for (Map.Entry<String, String> other : SERVICES.entrySet()) {
                if (!other.getKey().equals(away)) {
                    String health = system.parts().managementUrl(other.getKey()) + "/q/health/ready";
                    int ready = Person.visitor(health, Duration.ZERO).page("").status();
                    int answer = Person.withToken(
                                    system.parts().serviceUrl(other.getKey()),
                                    Duration.ZERO,
                                    system.realm()::coordinatorToken)
                            .page(other.getValue())
                            .status();
                    if (ready != 200 || answer / 100 == 5) {
                        silent.add(other.getKey() + " without " + away + ": ready " + ready + ", answers " + answer);
                    }
                }
            }
            TimeUnit.SECONDS.sleep(2);
        }
        return silent;
    }

    @Test
    @Order(2)
    void theInvariantsHoldAfterwards() throws Exception {
        try (Invariants invariants = new Invariants(system)) {
            Await.until("everything is at rest", Duration.ofSeconds(120), () -> invariants.underWay() == 0);
            assertThat(invariants.findings()).isEmpty();
        }
    }
}
