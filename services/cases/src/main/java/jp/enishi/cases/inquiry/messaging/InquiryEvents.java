package jp.enishi.cases.inquiry.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.cases.Documents;
import jp.enishi.cases.inquiry.domain.Inquiry;
import jp.enishi.cases.inquiry.domain.InquiryState;
import jp.enishi.cases.inquiry.domain.Language;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** Tells the others that there is an inquiry and where it stands; who asks and what stays here. */
@ApplicationScoped
public class InquiryEvents {
    private final Outbox outbox;
    private final Documents documents;

    InquiryEvents(Outbox outbox, Documents documents) {
        this.outbox = outbox;
        this.documents = documents;
    }

    /** The event leaves with the running transaction. */
    public Uni<Void> append(Inquiry inquiry) {
        return outbox.append(new OutgoingEvent(
                "cases.inquiry-changed.v1",
                "cases.inquiry",
                inquiry.inquiryId(),
                inquiry.version(),
                documents.tree(new Data(
                        inquiry.inquiryId(),
                        inquiry.state(),
                        inquiry.assignee(),
                        inquiry.dueAt(),
                        inquiry.companyId(),
                        inquiry.language()))));
    }

    private record Data(
            UUID inquiryId,
            InquiryState state,
            @Nullable UUID assigneeId,
            Instant dueAt,
            @Nullable UUID companyId,
            Language language) {}
}
