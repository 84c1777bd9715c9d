package jp.enishi.web.service;

import jakarta.ws.rs.ProcessingException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A page made of the answers of several services, of which some may be away. */
public final class Reached {
    private static final Logger LOG = Logger.getLogger(Reached.class);
    private static final int SESSION_OVER = 401;

    private Reached() {}

    /**
     * An answer, or nothing while its service doesn't give it.
     *
     * @param what of which page it is a part, for the log
     */
    public static <T> Optional<T> orEmpty(String what, Supplier<T> asked) {
        try {
            return Optional.of(asked.get());
        } catch (ServiceProblem | ProcessingException unavailable) {
            if (unavailable instanceof ServiceProblem problem && problem.status() == SESSION_OVER) {
                throw problem;
            }
            LOG.warnf(unavailable, "Missing in a page: %s", what);
            return Optional.empty();
        }
    }
}
