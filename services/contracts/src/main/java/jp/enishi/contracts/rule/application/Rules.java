package jp.enishi.contracts.rule.application;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.contracts.rule.persistence.RuleRows;
import jp.enishi.platform.http.ReadAtStart;

/**
 * The rules as every replica knows them. What is added holds from tomorrow at the earliest, so that all of them have read
 * it by then.
 */
@ApplicationScoped
public class Rules {
    private final RuleRows rows;
    private final ReadAtStart start;
    private volatile Rulebook current = Rulebook.FIRST;

    Rules(RuleRows rows, ReadAtStart start) {
        this.rows = rows;
        this.start = start;
    }

    public Rulebook current() {
        return current;
    }

    void load(@Observes StartupEvent event) {
        start.read(refresh());
    }

    @Scheduled(identity = "refresh-rules", every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> refresh() {
        return rows.read().invoke(read -> current = read).replaceWithVoid();
    }
}
