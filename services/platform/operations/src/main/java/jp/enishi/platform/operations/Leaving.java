package jp.enishi.platform.operations;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Between the signal to end and the end, for as long as {@code quarkus.shutdown.delay} says, a service still answers while
 * those who route to it learn that it is not ready any more. A connection that was kept would outlive that: each answer
 * therefore asks to close it, so that the next request is routed anew. What never ends by itself ends by {@link #begun}.
 */
@ApplicationScoped
public class Leaving {
    private static final Logger LOG = Logger.getLogger(Leaving.class);

    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    /** Completes when this process was told to end. */
    public Uni<Void> begun() {
        return Uni.createFrom().completionStage(begun.copy());
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        LOG.info("Not ready any more: answers what still comes, and closes connections");
        begun.complete(null);
    }

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(routing -> {
            if (begun.isDone()) {
                routing.addHeadersEndHandler(head -> routing.response().putHeader("Connection", "close"));
            }
            routing.next();
        });
    }
}
