package jp.enishi.contracts.engagement.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.Journal;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.engagement.domain.DueKind;
import jp.enishi.contracts.engagement.domain.Engagement;
import jp.enishi.contracts.engagement.domain.EngagementState;
import org.jspecify.annotations.Nullable;

/** The event and the audit row of each version of an engagement. */
@ApplicationScoped
class EngagementJournal {
    /** The acts of people that others are told of. */
    private static final Map<String, String> TOLD = Map.of(
            "engagement.amend", "AMENDMENT_PROPOSED",
            "engagement.refuse-amendment", "AMENDMENT_REFUSED",
            "engagement.withdraw-amendment", "AMENDMENT_WITHDRAWN",
            "engagement.sign", "AMENDMENT_SIGNED",
            "engagement.ticket", "TICKET_OPENED",
            "engagement.escalate", "TICKET_ESCALATED",
            "engagement.reply", "TICKET_REPLIED",
            "engagement.resolve", "TICKET_RESOLVED");

    private final Journal journal;

    EngagementJournal(Journal journal) {
        this.journal = journal;
    }

    Uni<Void> write(Engagement engagement, Actor actor, String action, @Nullable DueKind due) {
        return write(engagement, actor, action, due, null, null, due == null ? null : due.name());
    }

    /** It came to its end and wasn't renewed, although the notice that the law asks for was not given. */
    Uni<Void> lapse(Engagement engagement) {
        return write(engagement, Actor.SYSTEM, "engagement.step", null, null, null, "WITHOUT_NOTICE");
    }

    /**
     * What somebody did for it.
     *
     * @param by the side that did; null for a coordinator
     * @param concerned the side whose ticket it is about
     */
    Uni<Void> write(Engagement engagement, Actor actor, String action, @Nullable Side by, @Nullable Side concerned) {
        return write(engagement, actor, action, null, by, concerned, null);
    }

    private Uni<Void> write(
            Engagement engagement,
            Actor actor,
            String action,
            @Nullable DueKind due,
            @Nullable Side by,
            @Nullable Side concerned,
            @Nullable String reason) {
        String act = TOLD.get(action);
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
                due,
                act,
                act == null ? null : by,
                act == null ? null : concerned);
        return journal.write(
                "engagement", engagement.engagementId(), engagement.version(), data, actor, action, reason);
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
            @Nullable DueKind due,
            @Nullable String act,
            @Nullable Side by,
            @Nullable Side concerned) {}
}
