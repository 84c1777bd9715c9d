package jp.enishi.platform.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Repeats a piece of work on one event loop, never twice at once: again at once while it finds something or was woken,
 * otherwise after a rest. A failure is logged and followed by a rest.
 */
final class Pulse {
    private static final Logger LOG = Logger.getLogger(Pulse.class);

    private final String name;
    private final Vertx vertx;
    private final Context context;
    private final Duration rest;
    private final Supplier<Uni<Boolean>> work;
    private boolean running;
    private boolean woken;
    private boolean stopped;
    private long timer = -1;

    /** @param work tells whether there may be more to do */
    Pulse(String name, Vertx vertx, Duration rest, Supplier<Uni<Boolean>> work) {
        this.name = name;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.rest = rest;
        this.work = work;
    }

    /** Begins, or runs again soon. Any thread may call it. */
    void wake() {
        context.runOnContext(ignored -> {
            woken = true;
            run();
        });
    }

    /** Lets the present turn end and begins no other. */
    void stop() {
        context.runOnContext(ignored -> {
            stopped = true;
            vertx.cancelTimer(timer);
        });
    }

    private void run() {
        if (running || stopped) {
            return;
        }
        running = true;
        woken = false;
        vertx.cancelTimer(timer);
        Uni.createFrom()
                .deferred(work::get)
                .subscribe()
                .with(
                        more -> context.runOnContext(ignored -> turned(more)),
                        failure -> context.runOnContext(ignored -> {
                            LOG.warnf("%s: %s", name, failure);
                            woken = false;
                            turned(false);
                        }));
    }

    private void turned(boolean more) {
        running = false;
        if (stopped) {
            return;
        }
        if (more || woken) {
            run();
        } else {
            timer = vertx.setTimer(rest.toMillis(), ignored -> run());
        }
    }
}
