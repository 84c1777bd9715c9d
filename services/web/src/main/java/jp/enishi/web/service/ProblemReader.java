package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Reads problem documents; an answer that is none becomes a problem of its status. */
public class ProblemReader implements ResponseExceptionMapper<ServiceProblem> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> STANDARD =
            Set.of("type", "title", "status", "detail", "instance", "code", "errors", "traceId", "args");

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status >= 400;
    }

    @Override
    public ServiceProblem toThrowable(Response response) {
        return of(response.getStatus(), body(response));
    }

    static ServiceProblem of(int status, @Nullable String body) {
        try {
            JsonNode problem = body == null ? JSON.createObjectNode() : JSON.readTree(body);
            var faults = new ArrayList<ServiceProblem.Fault>();
            for (JsonNode error : problem.path("errors")) {
                faults.add(new ServiceProblem.Fault(
                        error.path("pointer").asText(""),
                        error.path("code").asText("invalid"),
                        map(error.path("args"))));
            }
            var args = new HashMap<String, Object>(map(problem.path("args")));
            problem.properties().forEach(member -> {
                if (!STANDARD.contains(member.getKey()) && !member.getValue().isNull()) {
                    args.put(member.getKey(), JSON.convertValue(member.getValue(), Object.class));
                }
            });
            return new ServiceProblem(
                    status,
                    problem.path("code").asText("status-" + status),
                    faults,
                    args,
                    problem.path("traceId").asText(null));
        } catch (IOException unreadable) {
            return new ServiceProblem(status, "status-" + status, List.of(), Map.of(), null);
        }
    }

    private static @Nullable String body(Response response) {
        try {
            return response.hasEntity() ? response.readEntity(String.class) : null;
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private static Map<String, Object> map(JsonNode node) {
        var map = new HashMap<String, Object>();
        node.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                map.put(member.getKey(), JSON.convertValue(member.getValue(), Object.class));
            }
        });
        return map;
    }
}
