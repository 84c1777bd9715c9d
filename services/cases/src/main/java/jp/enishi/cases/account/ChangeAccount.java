package jp.enishi.cases.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import jp.enishi.cases.account.Accounts.Account;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;

/**
 * Changes of accounts. Nobody takes the rights or the access of their own account, and somebody who runs Enishi is always
 * left: changes wait for each other, so that two administrators can't take each other's role at once. The change is in the
 * audit trail before it is made; without an answer of the identity provider there is neither.
 */
@ApplicationScoped
class ChangeAccount {
    private static final int ENOUGH = 100;

    private final Accounts accounts;
    private final Audit audit;
    private final Caller caller;

    ChangeAccount(Accounts accounts, Audit audit, Caller caller) {
        this.accounts = accounts;
        this.audit = audit;
        this.caller = caller;
    }

    /** Inside the running transaction. */
    Uni<Account> role(UUID userId, Role role, boolean given) {
        return change("account.role", userId, role + (given ? " given" : " taken"), account -> {
            if (account.roles().contains(role) == given) {
                return Uni.createFrom().voidItem();
            }
            boolean loses = !given && role == Role.ADMIN;
            return (loses ? another(account) : Uni.createFrom().voidItem())
                    .chain(() -> accounts.change(userId, role, given));
        });
    }

    /** Inside the running transaction. */
    Uni<Account> access(UUID userId, boolean enabled) {
        return change("account.access", userId, enabled ? "enabled" : "disabled", account -> {
            if (account.enabled() == enabled) {
                return Uni.createFrom().voidItem();
            }
            boolean loses = !enabled && account.roles().contains(Role.ADMIN);
            return (loses ? another(account) : Uni.createFrom().voidItem())
                    .chain(() -> accounts.enable(userId, enabled));
        });
    }

    /** Inside the running transaction. */
    Uni<Account> password(UUID userId) {
        caller.require("account.password", Resource.none(AccountResource.TYPE));
        return accounts.account(userId)
                .invoke(account -> {
                    if (!account.enabled()) {
                        throw new RuleViolation("account-locked");
                    }
                })
                .call(() -> record("account.password", userId, "mailed"))
                .call(() -> accounts.mailPassword(userId));
    }

    private Uni<Account> change(String action, UUID userId, String what, Function<Account, Uni<Void>> effect) {
        caller.require(action, Resource.none(AccountResource.TYPE));
        if (userId.equals(caller.subject().userId())) {
            return Uni.createFrom().failure(new RuleViolation("account-own"));
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select pg_advisory_xact_lock(hashtextextended('accounts', 4711)) is null",
                                Boolean.class)
                        .getSingleResult())
                .chain(() -> accounts.account(userId))
                .call(() -> record(action, userId, what))
                .call(effect::apply)
                .chain(() -> accounts.account(userId));
    }

    private Uni<Void> record(String action, UUID userId, String what) {
        return audit.record(new AuditEntry(
                caller.subject().userId(), Role.ADMIN.name(), action, AccountResource.TYPE, userId, 0, what));
    }

    private Uni<Void> another(Account account) {
        return accounts.holders(Role.ADMIN, 0, ENOUGH)
                .invoke(holders -> {
                    if (holders.stream()
                            .noneMatch(one -> one.enabled() && !one.userId().equals(account.userId()))) {
                        throw new RuleViolation("account-last-admin");
                    }
                })
                .replaceWithVoid();
    }
}
