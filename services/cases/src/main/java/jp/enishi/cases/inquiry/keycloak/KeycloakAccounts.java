package jp.enishi.cases.inquiry.keycloak;

import static jp.enishi.platform.mail.ServiceAccount.refused;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jp.enishi.cases.account.Accounts;
import jp.enishi.cases.inquiry.keycloak.KeycloakClients.Access;
import jp.enishi.cases.inquiry.keycloak.KeycloakClients.Login;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.mail.ServiceAccount;
import jp.enishi.platform.security.Role;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Accounts as Keycloak has them, under the service's own right. */
@ApplicationScoped
class KeycloakAccounts implements Accounts {
    private static final int NOT_FOUND = 404;
    private static final int AT_ONCE = 5;

    private final KeycloakClients keycloak;
    private final ServiceAccount account;
    private final ClientAccounts clients;

    KeycloakAccounts(@RestClient KeycloakClients keycloak, ServiceAccount account, ClientAccounts clients) {
        this.keycloak = keycloak;
        this.account = account;
        this.clients = clients;
    }

    @Override
    public Uni<List<Account>> found(@Nullable String words, int first, int limit) {
        return withRoles(account.call(authorization -> keycloak.logins(authorization, words, first, limit)));
    }

    @Override
    public Uni<List<Account>> holders(Role role, int first, int limit) {
        return withRoles(account.call(authorization -> keycloak.holdersFrom(authorization, name(role), first, limit)));
    }

    @Override
    public Uni<List<Account>> members(UUID organizationId, int first, int limit) {
        return withRoles(found(
                "organization",
                organizationId,
                account.call(authorization -> keycloak.membersFrom(authorization, organizationId, first, limit))));
    }

    @Override
    public Uni<Account> account(UUID userId) {
        return ClientOrganizations.answered(found(
                        "account", userId, account.call(authorization -> keycloak.login(authorization, userId)))
                .invoke(login -> {
                    if (login.machine()) {
                        throw new NotFound("account", userId);
                    }
                })
                .chain(this::withRoles));
    }

    @Override
    public Uni<List<Organization>> organizationsOf(UUID userId) {
        return ClientOrganizations.answered(
                account.call(authorization -> keycloak.organizationsOf(authorization, userId))
                        .map(KeycloakAccounts::all));
    }

    @Override
    public Uni<List<Organization>> organizations(@Nullable String words, int first, int limit) {
        return ClientOrganizations.answered(
                account.call(authorization -> keycloak.organizations(authorization, words, first, limit))
                        .map(KeycloakAccounts::all));
    }

    @Override
    public Uni<Void> change(UUID userId, Role role, boolean given) {
        return ClientOrganizations.answered(clients.change(userId, name(role), given));
    }

    @Override
    public Uni<Void> enable(UUID userId, boolean enabled) {
        return ClientOrganizations.answered(account.call(
                        authorization -> keycloak.change(authorization, userId, new Access(enabled)))
                .chain(() -> enabled
                        ? Uni.createFrom().voidItem()
                        : account.call(authorization -> keycloak.endSessions(authorization, userId))));
    }

    @Override
    public Uni<Void> mailPassword(UUID userId) {
        return ClientOrganizations.answered(clients.invite(userId));
    }

    private Uni<List<Account>> withRoles(Uni<List<Login>> logins) {
        return ClientOrganizations.answered(logins.chain(all -> {
            List<Uni<Account>> asked = all.stream()
                    .filter(login -> !login.machine())
                    .map(this::withRoles)
                    .toList();
            return asked.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : Uni.join().all(asked).usingConcurrencyOf(AT_ONCE).andFailFast();
        }));
    }

    private Uni<Account> withRoles(Login login) {
        return account.call(authorization -> keycloak.roles(authorization, login.id()))
                .map(roles -> {
                    Set<Role> known = EnumSet.noneOf(Role.class);
                    roles.forEach(role -> {
                        // Who registers becomes a talent by the roles that everybody starts with.
                        if (role.name().startsWith(ClientAccounts.ROLES_OF_THE_SELF_REGISTERED)) {
                            known.add(Role.TALENT);
                        }
                        Stream.of(Role.values())
                                .filter(one ->
                                        one != Role.ANONYMOUS && name(one).equals(role.name()))
                                .forEach(known::add);
                    });
                    return new Account(login.id(), login.address(), login.enabled(), login.verified(), known);
                });
    }

    private static <T> Uni<T> found(String type, UUID id, Uni<T> asked) {
        return asked.onFailure(failure -> refused(failure, NOT_FOUND)).transform(unknown -> new NotFound(type, id));
    }

    private static List<Organization> all(List<KeycloakClients.Organization> organizations) {
        return organizations.stream()
                .map(one -> new Organization(one.id(), one.name()))
                .toList();
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
