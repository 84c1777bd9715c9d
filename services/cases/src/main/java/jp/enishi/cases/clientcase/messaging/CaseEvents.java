package jp.enishi.cases.clientcase.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Documents;
import jp.enishi.cases.candidacy.domain.Concerned;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.domain.Listing;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** Tells the others of each version of a case, with the whole case, so that the newest event is enough for a reader. */
@ApplicationScoped
public class CaseEvents {
    private static final String TOPIC = "cases.case";

    private final Outbox outbox;
    private final Documents documents;

    CaseEvents(Outbox outbox, Documents documents) {
        this.outbox = outbox;
        this.documents = documents;
    }

    /** What happened; the names are the contract's. */
    public enum Kind {
        OPENED("cases.case-opened.v1"),
        REVISED("cases.case-revised.v1"),
        PUBLISHED("cases.case-published.v1"),
        CLOSED("cases.case-closed.v1");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    /**
     * The event leaves with the running transaction.
     *
     * @param concerned whom other requirements concern; null when they didn't change
     */
    public Uni<Void> append(Kind kind, ClientCase changed, @Nullable List<Concerned> concerned) {
        var data = new Data(
                changed.id().value(),
                changed.companyId(),
                changed.organizationId(),
                changed.status(),
                changed.requirementsVersion(),
                changed.requirements(),
                changed.listing(),
                changed.closingReason(),
                concerned);
        return outbox.append(
                new OutgoingEvent(kind.type, TOPIC, changed.id().value(), changed.version(), documents.tree(data)));
    }

    private record Data(
            UUID caseId,
            UUID companyId,
            UUID organizationId,
            CaseStatus status,
            int requirementsVersion,
            Requirements requirements,
            @Nullable Listing listing,
            @Nullable ClosingReason closingReason,
            @Nullable List<Concerned> concerned) {}
}
