package jp.enishi.contracts.rule.application;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.contracts.rule.persistence.RuleRows;

/**
 * The rules as every replica knows them. What is added holds from tomorrow at the earliest, so that all of them have read
 * it by then.
 */
@ApplicationScoped
public class Rules {
    private static final Duration AT_START = Duration.ofSeconds(30);

    private final RuleRows rows;
    private volatile Rulebook current = Rulebook.FIRST;

    Rules(RuleRows rows) {
        this.rows = rows;
    }

    public Rulebook current() {
        return current;
    }

    void load(@Observes StartupEvent event) {
        refresh().await().atMost(AT_START);
    }

    @Scheduled(identity = "refresh-rules", every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> refresh() {
        return rows.read().invoke(read -> current = read).replaceWithVoid();
    }
}
