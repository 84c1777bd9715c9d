package jp.enishi.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which service answers a path. An API path that no service owns leads nowhere, never to web. */
@ApplicationScoped
public class RouteTable {
    private record Route(String prefix, URI target) {
        boolean takes(String path) {
            return prefix.equals("/")
                    ? !path.equals("/api") && !path.startsWith("/api/")
                    : path.equals(prefix) || path.startsWith(prefix + "/");
        }
    }

    private final List<Route> longestFirst;

    RouteTable(GatewayConfig config) {
        this.longestFirst = config.routes().entrySet().stream()
                .map(entry -> new Route(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Route route) -> route.prefix().length())
                        .reversed())
                .toList();
    }

    /** The base URL of the service for a normalised path. */
    public Optional<URI> target(String path) {
        return longestFirst.stream()
                .filter(route -> route.takes(path))
                .map(Route::target)
                .findFirst();
    }
}
