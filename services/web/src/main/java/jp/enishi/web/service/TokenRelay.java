package jp.enishi.web.service;

import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jp.enishi.platform.operations.Trace;
import jp.enishi.web.page.Pages;

/** Calls the services in the reader's own name and trace: with the token that came with the request, or none. */
@ApplicationScoped
public class TokenRelay implements ClientRequestFilter {
    private final SecurityIdentity identity;
    private final Pages pages;
    private final CurrentVertxRequest current;

    TokenRelay(SecurityIdentity identity, Pages pages, CurrentVertxRequest current) {
        this.identity = identity;
        this.pages = pages;
        this.current = current;
    }

    @Override
    public void filter(ClientRequestContext request) {
        var token = identity.getCredential(TokenCredential.class);
        if (token != null) {
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.getToken());
        }
        RoutingContext asked = current.getCurrent();
        String trace = asked == null ? null : asked.request().getHeader(Trace.HEADER);
        if (trace != null) {
            request.getHeaders().putSingle(Trace.HEADER, trace);
        }
        request.getHeaders()
                .putSingle(HttpHeaders.ACCEPT_LANGUAGE, pages.language().tag());
    }
}
