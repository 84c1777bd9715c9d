package jp.enishi.contracts.engagement.api;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.engagement.application.SupportEngagement.Whole;
import jp.enishi.contracts.engagement.domain.Engagement;
import jp.enishi.contracts.engagement.domain.EngagementState;
import jp.enishi.contracts.engagement.domain.Support.Amendment;
import jp.enishi.contracts.engagement.domain.Support.CheckIn;
import jp.enishi.contracts.engagement.domain.Support.Notice;
import jp.enishi.contracts.engagement.domain.Support.Ticket;
import jp.enishi.contracts.terms.domain.Terms;
import org.jspecify.annotations.Nullable;

/** An engagement with the terms in force and what accompanies it, as far as the reader may see it. */
public record EngagementView(
        UUID engagementId,
        long version,
        UUID orderId,
        UUID candidacyId,
        UUID caseId,
        UUID positionId,
        UUID organizationId,
        UUID talentId,
        @Nullable UUID ownerId,
        EngagementState state,
        LocalDate start,
        LocalDate end,
        int utilisation,
        @Nullable LocalDate noticeBy,
        Terms terms,
        String termsHash,
        List<CheckIn> checkIns,
        List<Ticket> tickets,
        List<Amendment> amendments,
        @Nullable Notice notice) {

    static EngagementView of(Whole whole) {
        Engagement engagement = whole.engagement();
        var seat = engagement.seat();
        var support = whole.support();
        return new EngagementView(
                engagement.engagementId(),
                engagement.version(),
                engagement.orderId(),
                seat.candidacyId(),
                seat.caseId(),
                seat.positionId(),
                seat.organizationId(),
                seat.talentId(),
                engagement.ownerId(),
                engagement.state(),
                engagement.start(),
                engagement.end(),
                engagement.utilisation(),
                engagement.noticeBy(),
                engagement.terms(),
                engagement.termsHash(),
                support.checkIns(),
                support.tickets(),
                support.amendments(),
                support.notice());
    }

    /** An engagement in a list. */
    public record EngagementLine(
            UUID engagementId,
            long version,
            UUID orderId,
            UUID candidacyId,
            UUID caseId,
            UUID positionId,
            UUID organizationId,
            UUID talentId,
            @Nullable UUID ownerId,
            EngagementState state,
            LocalDate start,
            LocalDate end,
            int utilisation,
            @Nullable LocalDate noticeBy) {

        static EngagementLine of(Engagement engagement) {
            var seat = engagement.seat();
            return new EngagementLine(
                    engagement.engagementId(),
                    engagement.version(),
                    engagement.orderId(),
                    seat.candidacyId(),
                    seat.caseId(),
                    seat.positionId(),
                    seat.organizationId(),
                    seat.talentId(),
                    engagement.ownerId(),
                    engagement.state(),
                    engagement.start(),
                    engagement.end(),
                    engagement.utilisation(),
                    engagement.noticeBy());
        }
    }
}
