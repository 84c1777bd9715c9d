package jp.enishi.platform.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jp.enishi.platform.operations.Trace;

/** Passes the caller's bearer token and trace on, so that the called part decides by the same person's rights. Register it on a REST client. */
public class TokenRelay implements ClientRequestFilter {
    private final RoutingContext request;

    @Inject
    public TokenRelay(RoutingContext request) {
        this.request = request;
    }

    @Override
    public void filter(ClientRequestContext outgoing) {
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            outgoing.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, authorization);
        }
        String trace = request.request().getHeader(Trace.HEADER);
        if (trace != null) {
            outgoing.getHeaders().putSingle(Trace.HEADER, trace);
        }
    }
}
