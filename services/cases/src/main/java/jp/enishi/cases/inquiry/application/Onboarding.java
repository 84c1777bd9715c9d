package jp.enishi.cases.inquiry.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.UUID;
import jp.enishi.cases.inquiry.keycloak.ClientAccounts;
import jp.enishi.cases.inquiry.keycloak.ClientAccounts.Account;
import jp.enishi.cases.inquiry.persistence.Onboardings;
import jp.enishi.cases.inquiry.persistence.Onboardings.Task;
import jp.enishi.platform.messaging.Failpoint;
import org.jboss.logging.Logger;

/**
 * Makes of a qualified inquiry a client who can sign in: the organisation, the person as its member with the role client,
 * the invitation, and at last the company. Outside a transaction, one step after the other; what was done is noted, and
 * each step finds what it did before, so that a repetition after a crash makes nothing twice.
 */
@ApplicationScoped
public class Onboarding {
    private static final Logger LOG = Logger.getLogger(Onboarding.class);

    private final Onboardings tasks;
    private final ClientAccounts accounts;
    private final RegisterClient registerClient;

    Onboarding(Onboardings tasks, ClientAccounts accounts, RegisterClient registerClient) {
        this.tasks = tasks;
        this.accounts = accounts;
        this.registerClient = registerClient;
    }

    /** Does one task that is due. True when there was one. */
    public Uni<Boolean> next() {
        return tasks.claim()
                .chain(task -> task == null
                        ? Uni.createFrom().item(false)
                        : onboard(task)
                                .onFailure()
                                .recoverWithUni(failure -> {
                                    String problem = problem(failure);
                                    LOG.warnf("%s waits: %s", task, problem);
                                    return tasks.later(task, problem);
                                })
                                .replaceWith(true));
    }

    private Uni<Void> onboard(Task task) {
        return organization(task)
                .chain(organizationId -> account(task)
                        .call(account -> accounts.makeClient(account))
                        .call(account -> accounts.join(organizationId, account.id()))
                        .call(account -> invite(task, account))
                        .chain(account ->
                                registerClient.of(task, organizationId, account.verified() && !task.invited())));
    }

    private Uni<UUID> organization(Task task) {
        if (task.organizationId() != null) {
            return Uni.createFrom().item(task.organizationId());
        }
        return accounts.organization(
                        task.inquiryId(),
                        task.reference(),
                        task.statement().name().ja())
                .invoke(() -> Failpoint.hit("onboarding.afterOrganization"))
                .call(found -> tasks.organization(task, found));
    }

    private Uni<Account> account(Task task) {
        return accounts.account(task.email(), task.person(), task.language().name())
                .invoke(() -> Failpoint.hit("onboarding.afterAccount"))
                .call(found -> tasks.user(task, found.id()));
    }

    private Uni<Void> invite(Task task, Account account) {
        if (task.invited() || account.verified()) {
            return Uni.createFrom().voidItem();
        }
        return accounts.invite(account.id()).chain(() -> tasks.invited(task));
    }

    private static String problem(Throwable failure) {
        return switch (failure) {
            case ClientAccounts.Unusable unusable -> unusable.code();
            case WebApplicationException refusal ->
                "keycloak-" + refusal.getResponse().getStatus();
            default -> {
                LOG.debug("an onboarding failed", failure);
                yield "failed";
            }
        };
    }
}
