package jp.enishi.platform.operations;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A span for every request that is answered here, below the span that its header names or as the beginning of a trace. Its
 * own span then stands in that header: who passes the header on, to a service or through the gateway, continues the trace.
 */
@ApplicationScoped
public class RequestSpans {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{0,30}|v[0-9]|");
    private static final int FAILED = 500;

    private final Spans spans;

    RequestSpans(Spans spans) {
        this.spans = spans;
    }

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).handler(this::begin);
    }

    private void begin(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String asked = request.method().name();
        String method = METHODS.contains(asked) ? asked : "_OTHER";
        String route = route(routing.normalizedPath());
        Span span = spans.begin(method + " " + route, SpanKind.SERVER, Trace.parse(request.getHeader(Trace.HEADER)));
        span.setAttribute("http.request.method", method).setAttribute("http.route", route);
        Trace.enter(span.getSpanContext());
        request.headers().set(Trace.HEADER, Trace.header(span.getSpanContext()));
        routing.addEndHandler(ended -> {
            int status = routing.response().getStatusCode();
            span.setAttribute("http.response.status_code", status);
            if (status >= FAILED) {
                span.setStatus(StatusCode.ERROR);
            }
            // Whoever asked may have left, as readers of streams always do: that is no failure.
            span.end();
        });
        routing.next();
    }

    /** The words of a path; what names one thing, file or person is left out. */
    static String route(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> WORD.matcher(part).matches() ? part : "{id}")
                .collect(Collectors.joining("/"));
    }
}
