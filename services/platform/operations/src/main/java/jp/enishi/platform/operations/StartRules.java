package jp.enishi.platform.operations;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Ends the start of a service that is not fit for production, unless it is said to run locally. */
@ApplicationScoped
public class StartRules {
    private static final Logger LOG = Logger.getLogger(StartRules.class);

    private final Mode mode;
    private final Config config;

    StartRules(Config config, @ConfigProperty(name = "enishi.mode") String mode) {
        this.config = config;
        this.mode = Mode.of(mode);
    }

    /** Where this service runs. */
    public Mode mode() {
        return mode;
    }

    void start(@Observes @Priority(0) StartupEvent event) {
        check();
    }

    /**
     * Also called before the database is touched.
     *
     * @throws IllegalStateException with every rule that is broken
     */
    public void check() {
        if (mode == Mode.LOCAL) {
            LOG.info("Mode local: plain transport and known passwords are allowed");
            return;
        }
        Set<String> names = new HashSet<>();
        config.getPropertyNames().forEach(names::add);
        List<String> broken = ProductionRules.broken(names, name -> config.getOptionalValue(name, String.class));
        if (!broken.isEmpty()) {
            throw new IllegalStateException("This must not run in production (ENISHI_MODE=local allows it on a machine"
                    + " of one's own):\n  " + String.join("\n  ", broken));
        }
    }
}
