package jp.enishi.platform.messaging;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The audit trail of this service: rows can be added and read, never changed or removed. The database chains the entries
 * about one object by hashes, see {@link AuditChain}; writers of one object wait for each other's commit, others don't.
 */
@ApplicationScoped
public class Audit {
    /** Adds an entry inside the running transaction, so that there is no change without its entry. */
    public Uni<Void> record(AuditEntry entry) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                        insert into audit (actor, role, action, object_type, object_id, version, reason)
                        values (cast(nullif(:actor, '') as uuid), :role, :action, :type, :object, :version, nullif(:reason, ''))""")
                        .setParameter(
                                "actor",
                                entry.actor() == null ? "" : entry.actor().toString())
                        .setParameter("role", entry.role())
                        .setParameter("action", entry.action())
                        .setParameter("type", entry.objectType())
                        .setParameter("object", entry.objectId())
                        .setParameter("version", entry.version())
                        .setParameter("reason", entry.reason() == null ? "" : entry.reason())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
