package jp.enishi.notifications.people;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import jp.enishi.platform.operations.Mode;
import jp.enishi.platform.operations.StartRules;
import org.jboss.logging.Logger;

/**
 * Everybody knows the password of the demo's accounts. In production this service, which may read accounts, ends when the realm
 * has one: at its start, or within an hour. While Keycloak does not answer it is asked again.
 */
@ApplicationScoped
class DemoAccounts {
    /** The demo's addresses; no person can have one, since nobody may own a domain below {@code example}. */
    static final String DOMAIN = "demo.example";

    private static final Logger LOG = Logger.getLogger(DemoAccounts.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Mode mode;
    private final Supplier<Uni<Boolean>> anybody;
    private final Runnable end;

    @Inject
    DemoAccounts(StartRules rules, KeycloakPeople people) {
        this(rules.mode(), () -> people.anybodyAt(DOMAIN), () -> Quarkus.asyncExit(1));
    }

    DemoAccounts(Mode mode, Supplier<Uni<Boolean>> anybody, Runnable end) {
        this.mode = mode;
        this.anybody = anybody;
        this.end = end;
    }

    void start(@Observes StartupEvent event) {
        if (mode == Mode.PRODUCTION) {
            look(PAUSE)
                    .repeat()
                    .withDelay(EVERY)
                    .until(found -> found)
                    .subscribe()
                    .with(found -> {}, failure -> LOG.error("The demo's accounts can't be looked for", failure));
        }
    }

    /** Looks once, and again while there is no answer; ends the process when there is one of them. */
    Uni<Boolean> look(Duration pause) {
        return Uni.createFrom()
                .deferred(() -> anybody.get())
                .onFailure()
                .retry()
                .withBackOff(pause, LONGEST_PAUSE)
                .indefinitely()
                .invoke(found -> {
                    if (found) {
                        LOG.fatalf(
                                "There are accounts of the demo (…@%s) in the realm. This must not run in production.",
                                DOMAIN);
                        end.run();
                    }
                });
    }
}
