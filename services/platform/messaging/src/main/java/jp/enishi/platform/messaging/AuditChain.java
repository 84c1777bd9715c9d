package jp.enishi.platform.messaging;

import io.quarkus.vertx.http.ManagementInterface;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Computes the audit trail's hashes again: {@code GET /q/enishi/audit} on the management interface answers how many
 * entries and objects there are, whether all chains are intact, and of each broken one the first bad place. It sees one
 * moment of the database and may take seconds for a million entries. Whoever can rewrite a whole chain and its head,
 * as only the owner of the tables can, is not found by it.
 */
@ApplicationScoped
public class AuditChain {
    /**
     * The first bad place of each broken chain: {@code missing} where an entry was taken away, {@code changed} where it is
     * not what was hashed, {@code added} where the head knows of no entry.
     */
    static final String BROKEN = """
            with link as (
                select object_type, object_id, position, hash, lag(position, 1, 0::bigint) over chain + 1 as place,
                       audit_hash(lag(hash, 1, ''::bytea) over chain, position, audit) as expected
                from audit window chain as (partition by object_type, object_id order by position)),
            last as (select distinct on (object_type, object_id) object_type, object_id, position, hash
                from audit order by object_type, object_id, position desc),
            broken as (
                select object_type, object_id, place, case when position = place then 'changed' else 'missing' end as what
                from link where position <> place or hash <> expected
                union all
                select object_type, object_id,
                       case when last.position = head.position then last.position
                            else least(coalesce(last.position, 0), coalesce(head.position, 0)) + 1 end,
                       case when last.position = head.position then 'changed'
                            when coalesce(last.position, 0) < coalesce(head.position, 0) then 'missing' else 'added' end
                from last full join audit_head head using (object_type, object_id)
                where last.position is distinct from head.position or last.hash is distinct from head.hash)
            select distinct on (object_type, object_id) object_type, object_id, place, what
            from broken order by object_type, object_id, place""";

    private static final String SIZE = "select (select count(*) from audit), (select count(*) from audit_head)";
    private static final int MOST_TOLD = 100;

    private final Pool pool;

    AuditChain(Pool pool) {
        this.pool = pool;
    }

    void register(@Observes ManagementInterface management) {
        management.router().get("/q/enishi/audit").handler(route -> ParkedRoutes.answer(route, ignored -> verify()));
    }

    private Uni<JsonObject> verify() {
        return pool.withTransaction(connection -> connection
                .query("set transaction isolation level repeatable read, read only")
                .execute()
                .chain(() -> connection
                        .query("set local statement_timeout = '10min'")
                        .execute())
                .chain(() -> connection.query(SIZE).execute())
                .chain(size -> connection
                        .query("select object_type, object_id, place, what from (" + BROKEN + ") broken limit "
                                + MOST_TOLD)
                        .execute()
                        .map(rows -> {
                            JsonArray broken = new JsonArray();
                            for (Row row : rows) {
                                broken.add(new JsonObject()
                                        .put("objectType", row.getString("object_type"))
                                        .put(
                                                "objectId",
                                                row.getUUID("object_id").toString())
                                        .put("position", row.getLong("place"))
                                        .put("finding", row.getString("what")));
                            }
                            Row counts = size.iterator().next();
                            return new JsonObject()
                                    .put("entries", counts.getLong(0))
                                    .put("objects", counts.getLong(1))
                                    .put("intact", broken.isEmpty())
                                    .put("broken", broken);
                        })));
    }
}
