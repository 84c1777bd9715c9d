package jp.enishi.platform.messaging;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** A Hibernate Reactive session lives on one Vert.x context; these bring work back to it. */
final class Contexts {
    private Contexts() {}

    /** Continues on the context of the caller, whichever thread the work ends on. */
    static <T> Uni<T> back(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            Uni<T> result = work.get();
            return context == null ? result : result.emitOn(next -> context.runOnContext(ignored -> next.run()));
        });
    }

    /** Completes after the delay on the context of the caller. */
    static Uni<Void> delay(Vertx vertx, Duration delay) {
        return back(() -> Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> emitter.complete(null))));
    }

    /** Runs on a new context of its own, on which a session may be opened. */
    static <T> Uni<T> onOwn(Vertx vertx, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context own = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(ignored -> work.get().subscribe().with(emitter::complete, emitter::fail));
        });
    }
}
