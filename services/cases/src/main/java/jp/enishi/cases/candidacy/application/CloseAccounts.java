package jp.enishi.cases.candidacy.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jp.enishi.cases.candidacy.persistence.AccountClosings;
import org.jboss.logging.Logger;

/**
 * Who was erased signs in no more: their account, with name and mail address, is closed after what was known of them is
 * forgotten. Outside a transaction, and as often as needed: an account that is gone is closed.
 */
@ApplicationScoped
class CloseAccounts {
    private static final Logger LOG = Logger.getLogger(CloseAccounts.class);

    private final AccountClosings closings;
    private final Accounts accounts;

    CloseAccounts(AccountClosings closings, Accounts accounts) {
        this.closings = closings;
        this.accounts = accounts;
    }

    @Scheduled(
            identity = "close-accounts",
            every = "${cases.inquiry.onboard-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> close() {
        return next().repeat().whilst(found -> found).collect().last().replaceWithVoid();
    }

    private Uni<Boolean> next() {
        return closings.claim()
                .chain(due -> due == null
                        ? Uni.createFrom().item(false)
                        : (due.again() ? Uni.createFrom().item(false) : accounts.close(due.userId()))
                                .chain(closed -> closings.done(due, closed))
                                .onFailure()
                                .recoverWithUni(failure -> {
                                    LOG.warnf(
                                            "An account waits to be closed: %s",
                                            failure.getClass().getSimpleName());
                                    LOG.debug("an account waits to be closed", failure);
                                    return closings.later(due);
                                })
                                .replaceWith(true));
    }
}
