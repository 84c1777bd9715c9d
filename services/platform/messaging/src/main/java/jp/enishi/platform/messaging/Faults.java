package jp.enishi.platform.messaging;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Guards that the fault suite switches off, one at a time, to see that it would notice. Named in the environment variable
 * {@code ENISHI_FAULTS}; the process refuses to start with it unless {@code enishi.faults.allowed} is true.
 */
@Startup
@ApplicationScoped
public class Faults {
    /** One guard each. */
    public enum Fault {
        /** Reads the outbox by a cursor on the sequence instead of by the sent flag. */
        CURSOR_RELAY,
        /** Acknowledges an event before its effect has committed. */
        ACK_BEFORE_COMMIT,
        /** Keeps no inbox row, and takes a repeated event for a new one. */
        NO_INBOX_KEY,
        /** Marks the outbox rows as sent before Kafka has them. */
        MARK_BEFORE_PUBLISH,
        /** Relays without holding the lease. */
        NO_LEASE_EPOCH,
        /** Applies events in any order. */
        NO_VERSION_CHECK
    }

    private final Set<Fault> planted;

    @Inject
    Faults(@ConfigProperty(name = "enishi.faults.allowed", defaultValue = "false") boolean allowed) {
        this(System.getenv("ENISHI_FAULTS"), allowed);
    }

    Faults(@Nullable String names, boolean allowed) {
        planted = EnumSet.noneOf(Fault.class);
        if (names == null || names.isBlank()) {
            return;
        }
        if (!allowed) {
            throw new IllegalStateException("ENISHI_FAULTS is set, but enishi.faults.allowed is not true");
        }
        for (String name : names.split(",", -1)) {
            planted.add(Fault.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
        }
    }

    boolean has(Fault fault) {
        return planted.contains(fault);
    }
}
