package jp.enishi.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import jp.enishi.platform.test.EnishiTestResource;
import org.hibernate.query.spi.QueryInterpretationCache;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveSession;
import org.junit.jupiter.api.Test;

/** Hibernate Reactive keeps a plan for each execution of a native query, but few of them. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class PlansTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TIMES = 500;
    /** The cache lets go of what is too much a moment later. */
    private static final int MOST = 200;

    @Inject
    Vertx vertx;

    @Test
    void ofNativeQueriesFewAreKept() {
        int kept = keptAfter(TIMES);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (kept >= MOST && System.nanoTime() < deadline) {
            kept = keptAfter(1);
        }
        assertThat(kept).isLessThan(MOST);
    }

    /** How many plans there are when a query has been asked so often. */
    private int keptAfter(int times) {
        return Contexts.onOwn(
                        vertx,
                        () -> Panache.withSession(() -> Panache.getSession()
                                .chain(session -> Multi.createFrom()
                                        .range(0, times)
                                        .onItem()
                                        .transformToUniAndConcatenate(number -> session.createNativeQuery(
                                                        "select cast(:value as bigint)", Long.class)
                                                .setParameter("value", (long) number)
                                                .getSingleResult())
                                        .collect()
                                        .asList()
                                        .map(all -> plans(session).getNumberOfCachedQueryPlans()))))
                .await()
                .atMost(PATIENCE);
    }

    private static QueryInterpretationCache plans(Mutiny.Session session) {
        return ((MutinySessionImpl) session)
                .unwrap(ReactiveSession.class)
                .getFactory()
                .getQueryEngine()
                .getInterpretationCache();
    }
}
