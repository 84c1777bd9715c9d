package jp.enishi.cases.inquiry.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.company.CompanyChanges;
import jp.enishi.cases.company.CompanyDraft;
import jp.enishi.cases.inquiry.persistence.Inquiries;
import jp.enishi.cases.inquiry.persistence.Onboardings;
import jp.enishi.cases.inquiry.persistence.Onboardings.Statement;
import jp.enishi.cases.inquiry.persistence.Onboardings.Task;
import jp.enishi.platform.mail.Mails;
import jp.enishi.platform.security.Role;

/** The last step of an onboarding, in one transaction: the company, and the inquiry that names it. */
@ApplicationScoped
public class RegisterClient {
    private final Onboardings tasks;
    private final Inquiries inquiries;
    private final InquiryJournal journal;
    private final CompanyChanges companies;
    private final Mails mails;
    private final InquiryConfig config;

    RegisterClient(
            Onboardings tasks,
            Inquiries inquiries,
            InquiryJournal journal,
            CompanyChanges companies,
            Mails mails,
            InquiryConfig config) {
        this.tasks = tasks;
        this.inquiries = inquiries;
        this.journal = journal;
        this.companies = companies;
        this.mails = mails;
        this.config = config;
    }

    /** Does nothing when another process took the task over. Who had an account before is told that they may sign in. */
    @WithTransaction
    Uni<Void> of(Task task, UUID organizationId, boolean hadAccount) {
        Statement stated = task.statement();
        var coordinator = new Actor(task.requestedBy(), Role.COORDINATOR.name());
        var draft = new CompanyDraft(stated.name(), stated.address(), stated.contact(), organizationId);
        return tasks.done(task)
                .chain(ours -> ours
                        ? companies
                                .registerUnlessThere(draft, coordinator)
                                .chain(companyId -> inquiries
                                        .lock(task.inquiryId())
                                        .chain(locked -> journal.write(
                                                locked,
                                                locked.value().becameClient(companyId),
                                                coordinator,
                                                "inquiry.became-client",
                                                null)))
                                .call(() -> hadAccount
                                        ? welcome(task)
                                        : Uni.createFrom().voidItem())
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> welcome(Task task) {
        return mails.enqueue(Letters.welcome(task.email(), task.language(), task.reference(), config.publicUrl()))
                .replaceWithVoid();
    }
}
