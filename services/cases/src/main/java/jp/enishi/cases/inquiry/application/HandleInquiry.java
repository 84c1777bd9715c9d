package jp.enishi.cases.inquiry.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import jp.enishi.cases.Actor;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.cases.inquiry.domain.Channel;
import jp.enishi.cases.inquiry.domain.Closing;
import jp.enishi.cases.inquiry.domain.Contact;
import jp.enishi.cases.inquiry.domain.Inquiry;
import jp.enishi.cases.inquiry.persistence.Inquiries;
import jp.enishi.cases.inquiry.persistence.LockedInquiry;
import jp.enishi.cases.inquiry.persistence.Onboardings;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import org.jspecify.annotations.Nullable;

/** What a coordinator does with an inquiry. */
@ApplicationScoped
public class HandleInquiry {
    private final Inquiries inquiries;
    private final Onboardings onboardings;
    private final InquiryJournal journal;
    private final ClientCases databaseClock;
    private final Caller caller;

    HandleInquiry(
            Inquiries inquiries,
            Onboardings onboardings,
            InquiryJournal journal,
            ClientCases databaseClock,
            Caller caller) {
        this.inquiries = inquiries;
        this.onboardings = onboardings;
        this.journal = journal;
        this.databaseClock = databaseClock;
        this.caller = caller;
    }

    /** The caller, or whom they name, looks after it from now on. */
    @WithTransaction
    public Uni<Inquiry> assign(UUID inquiryId, long expected, @Nullable UUID assignee) {
        UUID coordinator = assignee == null ? callerId() : assignee;
        return step(inquiryId, expected, "inquiry.assign", null, (inquiry, now) -> inquiry.takenBy(coordinator));
    }

    /** Nothing comes of it. */
    @WithTransaction
    public Uni<Inquiry> close(UUID inquiryId, long expected, Closing.Reason reason, @Nullable String note) {
        return step(
                inquiryId,
                expected,
                "inquiry.close",
                reason.name(),
                (inquiry, now) -> inquiry.closed(new Closing(reason, note, now)));
    }

    /** A client comes of it: what is needed for that at the identity provider follows by itself, see {@link Onboarding}. */
    @WithTransaction
    public Uni<Inquiry> qualify(UUID inquiryId, long expected, Onboardings.Statement statement) {
        return step(inquiryId, expected, "inquiry.qualify", null, (inquiry, now) -> inquiry.qualified())
                .call(() -> onboardings.add(inquiryId, statement, callerId()));
    }

    /** Keeps what was said; the inquiry itself stays in its version. */
    @WithTransaction
    public Uni<Contact> contact(UUID inquiryId, Channel channel, String note) {
        return locked(inquiryId, "inquiry.contact")
                .invoke(locked -> locked.value().requireContactable())
                .chain(locked -> databaseClock
                        .now()
                        .map(now -> new Contact(Ids.next(), now, channel, note, callerId()))
                        .call(contact -> inquiries.add(inquiryId, contact))
                        .call(() -> journal.note(
                                locked.value(), Actor.of(caller.subject()), "inquiry.contact", channel.name())));
    }

    private Uni<Inquiry> step(
            UUID inquiryId,
            long expected,
            String action,
            @Nullable String reason,
            BiFunction<Inquiry, Instant, Inquiry> change) {
        return locked(inquiryId, action)
                .invoke(locked -> StaleVersion.check(expected, locked.value().version()))
                .chain(locked -> databaseClock
                        .now()
                        .chain(now -> journal.write(
                                locked,
                                change.apply(locked.value(), now),
                                Actor.of(caller.subject()),
                                action,
                                reason)));
    }

    private Uni<LockedInquiry> locked(UUID inquiryId, String action) {
        return inquiries.lock(inquiryId).invoke(locked -> {
            Inquiry inquiry = locked.value();
            boolean own = callerId().equals(inquiry.assignee());
            caller.require(action, Resource.of("inquiry", own, inquiry.state()));
        });
    }

    private UUID callerId() {
        return Objects.requireNonNull(caller.subject().userId());
    }
}
