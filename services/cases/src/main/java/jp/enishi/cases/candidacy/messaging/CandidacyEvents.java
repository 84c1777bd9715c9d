package jp.enishi.cases.candidacy.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Documents;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.domain.TalentStatus;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** Tells the others of each step, with all that they need to go on from it. */
@ApplicationScoped
public class CandidacyEvents {
    private final Outbox outbox;
    private final Documents documents;

    CandidacyEvents(Outbox outbox, Documents documents) {
        this.outbox = outbox;
        this.documents = documents;
    }

    /** The event leaves with the running transaction. */
    public Uni<Void> append(Candidacy candidacy, @Nullable Stage from) {
        Reason reason = candidacy.reason();
        var data = new Data(
                candidacy.candidacyId(),
                candidacy.caseId(),
                candidacy.positionId(),
                candidacy.seat().companyId(),
                candidacy.seat().organizationId(),
                candidacy.talentId(),
                candidacy.person().userId(),
                candidacy.person().version(),
                candidacy.stage(),
                candidacy.status(),
                from,
                reason == null ? null : reason.code(),
                candidacy.coordinatorId(),
                candidacy.clientUserId());
        return outbox.append(new OutgoingEvent(
                "cases.candidacy-changed.v1",
                "cases.candidacy",
                candidacy.candidacyId(),
                candidacy.version(),
                documents.tree(data)));
    }

    private record Data(
            UUID candidacyId,
            UUID caseId,
            UUID positionId,
            UUID companyId,
            UUID organizationId,
            UUID talentId,
            @Nullable UUID talentUserId,
            long talentVersion,
            Stage stage,
            @Nullable TalentStatus status,
            @Nullable Stage previousStage,
            @Nullable String reasonCode,
            @Nullable UUID coordinatorId,
            @Nullable UUID clientUserId) {}
}
