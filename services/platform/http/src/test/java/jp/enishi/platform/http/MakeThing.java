package jp.enishi.platform.http;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.RuleViolation;

@ApplicationScoped
class MakeThing {
    static volatile CountDownLatch entered = new CountDownLatch(1);

    @WithTransaction
    Uni<Thing> make(String name, int pauseMillis) {
        return Panache.getSession().flatMap(session -> {
            Thing thing = new Thing();
            thing.id = Ids.next();
            thing.name = name;
            return session.persist(thing)
                    .flatMap(done -> session.flush())
                    .flatMap(done -> trace(thing.id))
                    .invoke(() -> entered.countDown())
                    .flatMap(done -> pauseMillis == 0
                            ? Uni.createFrom().voidItem()
                            : session.createNativeQuery("select cast(pg_sleep(" + pauseMillis / 1000.0 + ") as text)")
                                    .getSingleResult()
                                    .replaceWithVoid())
                    .invoke(() -> {
                        if (name.startsWith("refused")) {
                            throw new RuleViolation("thing-refused", java.util.Map.of("name", name));
                        }
                    })
                    .replaceWith(thing);
        });
    }

    @WithTransaction
    Uni<Void> trace(UUID thing) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(
                                "insert into trace values (?1, pg_backend_pid(), cast(pg_current_xact_id() as text))")
                        .setParameter(1, thing)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
