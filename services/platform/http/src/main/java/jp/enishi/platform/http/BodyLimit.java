package jp.enishi.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jp.enishi.platform.operations.Trace;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Refuses a body that says itself that it is too large, as a problem; the server's own refusal is an empty answer. */
@ApplicationScoped
public class BodyLimit {
    private static final int BEFORE_THE_SERVERS_OWN = 1_000;

    private final long most;
    private final ObjectMapper json;

    @Inject
    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most, ObjectMapper json) {
        this.most = most.asLongValue();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_SERVERS_OWN);
    }

    private void check(RoutingContext context) {
        if (!tooLarge(context.request().getHeader("Content-Length"))) {
            context.next();
            return;
        }
        Problem problem = Problems.problem(413, "body-too-large", "the body is too large", Trace.orNew());
        try {
            context.response()
                    .setStatusCode(413)
                    .putHeader("Connection", "close")
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException ours) {
            context.fail(ours);
        }
    }

    private boolean tooLarge(@Nullable String length) {
        if (length == null) {
            return false;
        }
        try {
            return Long.parseLong(length) > most;
        } catch (NumberFormatException malformed) {
            return false;
        }
    }
}
