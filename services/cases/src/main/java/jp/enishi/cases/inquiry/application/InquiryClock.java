package jp.enishi.cases.inquiry.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets happen what follows from inquiries by itself. */
@ApplicationScoped
class InquiryClock {
    private final Onboarding onboarding;
    private final ForgetInquiries forgetting;

    InquiryClock(Onboarding onboarding, ForgetInquiries forgetting) {
        this.onboarding = onboarding;
        this.forgetting = forgetting;
    }

    @Scheduled(
            identity = "onboard-clients",
            every = "${cases.inquiry.onboard-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> onboard() {
        return onboarding
                .next()
                .repeat()
                .whilst(found -> found)
                .collect()
                .last()
                .replaceWithVoid();
    }

    @Scheduled(
            identity = "forget-inquiries",
            every = "${cases.inquiry.forget-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return forgetting
                .next()
                .repeat()
                .whilst(found -> found)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
