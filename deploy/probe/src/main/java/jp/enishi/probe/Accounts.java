package jp.enishi.probe;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Writes: one entry, one version of the account, one event, in one transaction. The same key twice is one entry. */
@Path("/accounts/{id}/entries")
public class Accounts {
    static final String TYPE = "probe.entry-made.v1";

    private final Outbox outbox;
    private final String topic;

    Accounts(Outbox outbox, @ConfigProperty(name = "probe.topic") String topic) {
        this.outbox = outbox;
        this.topic = topic;
    }

    /** Answers the version that the entry made; {@code hold} keeps the transaction open for that many milliseconds. */
    @POST
    @Cancellable(false)
    @WithTransaction
    public Uni<Long> enter(@RestPath UUID id, @RestQuery String key, @RestQuery int hold) {
        return Panache.getSession()
                .chain(session -> known(session, key)
                        .chain(version -> version != null
                                ? Uni.createFrom().item(version)
                                : write(session, id, key)
                                        .call(made -> outbox.append(
                                                new OutgoingEvent(TYPE, topic, id, made, Map.of("key", key))))
                                        .call(() -> session.createNativeQuery(
                                                        "select 1 from pg_sleep(:seconds)", Integer.class)
                                                .setParameter("seconds", hold / 1000.0)
                                                .getSingleResult())));
    }

    private static Uni<Long> known(Mutiny.Session session, String key) {
        return session.createNativeQuery("select version from entry where key = :key", Long.class)
                .setParameter("key", key)
                .getSingleResultOrNull();
    }

    private static Uni<Long> write(Mutiny.Session session, UUID id, String key) {
        return session.createNativeQuery("""
                        insert into account (id, version) values (:id, 1)
                        on conflict (id) do update set version = account.version + 1 returning version""", Long.class)
                .setParameter("id", id)
                .getSingleResult()
                .call(version -> session.createNativeQuery(
                                "insert into entry (key, account_id, version) values (:key, :id, :version)")
                        .setParameter("key", key)
                        .setParameter("id", id)
                        .setParameter("version", version)
                        .executeUpdate());
    }
}
