package jp.enishi.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Function;

/** The management ports of the services, as commands ask there. */
final class Management {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<Service, String> url;

    Management(Function<Service, String> url) {
        this.url = url;
    }

    /**
     * What the service answers; an empty object when it has no such thing, as one without events or a database.
     *
     * @throws Failure when it does not answer, or with anything but 200 or 404
     */
    JsonNode ask(Service service, String method, String path) {
        HttpResponse<String> response;
        try {
            response = Http.send(HttpRequest.newBuilder(URI.create(url.apply(service) + path))
                    .timeout(Duration.ofMinutes(10))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build());
        } catch (Failure e) {
            throw new Failure(
                    service.name() + " does not answer. See ./enishi status and ./enishi logs " + service.name(), e);
        }
        if (response.statusCode() == 404) {
            return JSON.createObjectNode();
        }
        if (response.statusCode() != 200) {
            throw new Failure(service.name() + " answered " + response.statusCode() + ": " + response.body()
                    + "\nSee ./enishi logs " + service.name());
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new Failure(service.name() + " answered something that is not JSON: " + response.body(), e);
        }
    }
}
