package jp.enishi.contracts.engagement.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.engagement.domain.DueKind;
import jp.enishi.contracts.engagement.domain.Engagement;
import jp.enishi.contracts.engagement.domain.EngagementState;
import jp.enishi.contracts.engagement.persistence.Engagements;
import org.jspecify.annotations.Nullable;

/** What a day brings to an engagement, by the database's clock; replicas never take the same one. */
@ApplicationScoped
public class FollowEngagement {
    private static final Scope SYSTEM = new Scope(true, Set.of(), null);

    private final Engagements engagements;
    private final EngagementJournal journal;
    private final DatabaseClock clock;

    FollowEngagement(Engagements engagements, EngagementJournal journal, DatabaseClock clock) {
        this.engagements = engagements;
        this.journal = journal;
        this.clock = clock;
    }

    /** One step of one engagement. True when there was one, false when none is left. */
    @WithTransaction
    public Uni<Boolean> next() {
        return engagements
                .nextDue()
                .chain(found -> found == null
                        ? Uni.createFrom().item(false)
                        : engagements
                                .lock(found, SYSTEM)
                                .chain(engagement -> clock.now().chain(now -> step(engagement, now)))
                                .replaceWith(true));
    }

    private Uni<Void> step(Engagement before, Instant now) {
        Engagement after = before.stepOn(DatabaseClock.dayOf(now));
        UUID id = before.engagementId();
        return after == null
                ? engagements
                        .takeDue(id)
                        .chain(due -> due == null
                                ? Uni.createFrom().voidItem()
                                : write(before.touched(), "engagement.remind", due, now))
                : after.state() == EngagementState.ENDING && after.isUnnoticed(DatabaseClock.dayOf(now))
                        ? lapse(after, now)
                        : write(after, "engagement.step", null, now);
    }

    private Uni<Void> lapse(Engagement after, Instant now) {
        return engagements
                .isContinued(after)
                .chain(continued -> continued
                        ? write(after, "engagement.step", null, now)
                        : engagements.change(after, now).chain(() -> journal.lapse(after)));
    }

    private Uni<Void> write(Engagement after, String action, @Nullable DueKind due, Instant now) {
        return engagements.change(after, now).chain(() -> journal.write(after, Actor.SYSTEM, action, due));
    }
}
