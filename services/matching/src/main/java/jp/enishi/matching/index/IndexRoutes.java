package jp.enishi.matching.index;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The operator's commands about this replica's index, on the management interface: {@code GET /q/enishi/index} tells whether
 * another one is being built, {@code POST /q/enishi/index/rebuild} has it built from the first event on, beside the one that
 * answers.
 */
@ApplicationScoped
class IndexRoutes {
    private static final String ROOT = "/q/enishi/index";

    private final IndexFeed feed;

    IndexRoutes(IndexFeed feed) {
        this.feed = feed;
    }

    void register(@Observes ManagementInterface management) {
        var router = management.router();
        router.get(ROOT).handler(this::tell);
        router.post(ROOT + "/rebuild").handler(route -> {
            feed.rebuild();
            tell(route);
        });
    }

    private void tell(RoutingContext route) {
        route.response()
                .putHeader("content-type", "application/json")
                .end(new JsonObject()
                        .put("building", feed.building())
                        .put("ready", feed.ready())
                        .encode());
    }
}
