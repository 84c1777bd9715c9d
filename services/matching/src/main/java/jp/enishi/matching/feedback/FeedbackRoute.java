package jp.enishi.matching.feedback;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /q/enishi/feedback} on the management interface: all labelled pairs as JSON lines, for the command that
 * learns weights. Ids, numbers and codes only.
 */
@ApplicationScoped
class FeedbackRoute {
    private static final Logger LOG = Logger.getLogger(FeedbackRoute.class);
    private static final int AT_ONCE = 1_000;
    private static final UUID LEAST = new UUID(0, 0);
    private static final String PAGE = """
            select case_id, position_id, talent_id, grade, reason, features::text as features, case_version,
                requirements_version, talent_version, taxonomy_version, weights_version, shown_at
            from feedback where (case_id, position_id, talent_id) > ($1, $2, $3)
            order by case_id, position_id, talent_id limit $4""";

    private final Pool pool;

    FeedbackRoute(Pool pool) {
        this.pool = pool;
    }

    void register(@Observes ManagementInterface management) {
        management.router().get("/q/enishi/feedback").handler(route -> {
            route.response().putHeader("content-type", "application/x-ndjson").setChunked(true);
            send(route, LEAST, LEAST, LEAST);
        });
    }

    private void send(RoutingContext route, UUID afterCase, UUID afterPosition, UUID afterTalent) {
        pool.preparedQuery(PAGE)
                .execute(Tuple.of(afterCase, afterPosition, afterTalent, AT_ONCE))
                .subscribe()
                .with(rows -> write(route, rows), failure -> {
                    LOG.error("feedback can't be exported", failure);
                    // Cut off, so that nobody takes a part for the whole.
                    route.request().connection().close();
                });
    }

    private void write(RoutingContext route, RowSet<Row> rows) {
        StringBuilder lines = new StringBuilder();
        Row last = null;
        for (Row row : rows) {
            lines.append(line(row)).append('\n');
            last = row;
        }
        if (last == null) {
            route.response().end();
            return;
        }
        Row end = last;
        route.response()
                .write(lines.toString())
                .onSuccess(written ->
                        send(route, end.getUUID("case_id"), end.getUUID("position_id"), end.getUUID("talent_id")));
    }

    private static String line(Row row) {
        return new JsonObject()
                .put("case", row.getUUID("case_id").toString())
                .put("position", row.getUUID("position_id").toString())
                .put("talent", row.getUUID("talent_id").toString())
                .put("grade", row.getInteger("grade"))
                .put("reason", row.getString("reason"))
                .put("features", new JsonObject(row.getString("features")))
                .put("case_version", number(row, "case_version"))
                .put("requirements_version", number(row, "requirements_version"))
                .put("talent_version", number(row, "talent_version"))
                .put("taxonomy_version", row.getString("taxonomy_version"))
                .put("weights_version", row.getString("weights_version"))
                .put("shown_at", row.getOffsetDateTime("shown_at").toInstant().toString())
                .encode();
    }

    private static @Nullable Long number(Row row, String column) {
        return row.getLong(column);
    }
}
