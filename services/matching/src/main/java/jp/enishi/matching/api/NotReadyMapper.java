package jp.enishi.matching.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import jp.enishi.matching.index.Matchmaker;
import jp.enishi.platform.http.Caller;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** While the index is being opened or built again: try again in a moment. */
class NotReadyMapper {
    private static final String CODE = "index-not-ready";

    @ServerExceptionMapper
    Response map(Matchmaker.NotReady notReady, Caller caller) {
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header("Retry-After", 1)
                .type(MediaType.valueOf("application/problem+json"))
                .entity(Map.of(
                        "type",
                        "https://enishi.example/problems/" + CODE,
                        "title",
                        "Service Unavailable",
                        "status",
                        Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                        "code",
                        CODE,
                        "traceId",
                        caller.traceId()))
                .build();
    }
}
