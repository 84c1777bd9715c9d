package jp.enishi.contracts.engagement.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.Journal;
import jp.enishi.contracts.engagement.domain.DueKind;
import jp.enishi.contracts.engagement.domain.Engagement;
import jp.enishi.contracts.engagement.domain.EngagementState;
import org.jspecify.annotations.Nullable;

/** The event and the audit row of each version of an engagement. */
@ApplicationScoped
class EngagementJournal {
    private final Journal journal;

    EngagementJournal(Journal journal) {
        this.journal = journal;
    }

    Uni<Void> write(Engagement engagement, Actor actor, String action, @Nullable DueKind due) {
        var seat = engagement.seat();
        var data = new Data(
                engagement.engagementId(),
                engagement.orderId(),
                seat.candidacyId(),
                seat.caseId(),
                seat.positionId(),
                seat.organizationId(),
                seat.talentId(),
                seat.talentUserId(),
                engagement.ownerId(),
                engagement.state(),
                engagement.start(),
                engagement.end(),
                engagement.utilisation(),
                engagement.noticeBy(),
                due);
        return journal.write(
                "engagement",
                engagement.engagementId(),
                engagement.version(),
                data,
                actor,
                action,
                due == null ? null : due.name());
    }

    private record Data(
            UUID engagementId,
            UUID orderId,
            UUID candidacyId,
            UUID caseId,
            UUID positionId,
            UUID organizationId,
            UUID talentId,
            UUID talentUserId,
            @Nullable UUID ownerId,
            EngagementState state,
            LocalDate start,
            LocalDate end,
            int utilisation,
            @Nullable LocalDate noticeBy,
            @Nullable DueKind due) {}
}
