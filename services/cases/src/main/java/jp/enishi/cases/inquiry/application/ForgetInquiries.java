package jp.enishi.cases.inquiry.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Period;
import jp.enishi.cases.Actor;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.cases.inquiry.persistence.Inquiries;

/** Nobody's data are kept for longer than there is a use for them. */
@ApplicationScoped
public class ForgetInquiries {
    private final Inquiries inquiries;
    private final ClientCases databaseClock;
    private final InquiryJournal journal;
    private final Period kept;

    ForgetInquiries(Inquiries inquiries, ClientCases databaseClock, InquiryJournal journal, InquiryConfig config) {
        this.inquiries = inquiries;
        this.databaseClock = databaseClock;
        this.journal = journal;
        kept = Period.parse(config.kept());
    }

    /** Forgets who asked in one inquiry that was closed long ago by the database's clock. True when there was one. */
    @WithTransaction
    public Uni<Boolean> next() {
        return inquiries
                .nextToForget(kept)
                .chain(found -> found == null
                        ? Uni.createFrom().item(false)
                        : inquiries
                                .lock(found)
                                .call(locked -> databaseClock.now().chain(now -> inquiries.forget(locked, now)))
                                .call(locked -> journal.note(locked.value(), Actor.SYSTEM, "inquiry.forget", null))
                                .replaceWith(true));
    }
}
