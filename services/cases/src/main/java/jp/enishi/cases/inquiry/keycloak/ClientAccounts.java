package jp.enishi.cases.inquiry.keycloak;

import static jp.enishi.platform.mail.ServiceAccount.refused;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import jp.enishi.cases.inquiry.keycloak.KeycloakClients.NewOrganization;
import jp.enishi.cases.inquiry.keycloak.KeycloakClients.NewUser;
import jp.enishi.cases.inquiry.keycloak.KeycloakClients.Organization;
import jp.enishi.cases.inquiry.keycloak.KeycloakClients.Role;
import jp.enishi.cases.inquiry.keycloak.KeycloakClients.User;
import jp.enishi.platform.mail.ServiceAccount;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Organisations and accounts of clients. What was made before is found again: nothing is made twice. */
@ApplicationScoped
public class ClientAccounts {
    private static final int CONFLICT = 409;
    private static final int MOST_MEMBERS = 200;
    private static final String INQUIRY = "inquiry";
    private static final String CLIENT_ROLE = "client";
    private static final String COORDINATOR_ROLE = "coordinator";
    static final String ROLES_OF_THE_SELF_REGISTERED = "default-roles-";
    private static final String SET_PASSWORD = "UPDATE_PASSWORD";
    private static final String SIGN_IN = "bff";
    private static final Duration INVITATION = Duration.ofDays(3);

    private final KeycloakClients keycloak;
    private final ServiceAccount account;

    ClientAccounts(@RestClient KeycloakClients keycloak, ServiceAccount account) {
        this.keycloak = keycloak;
        this.account = account;
    }

    /**
     * An account.
     *
     * @param verified that its owner proved the address to be theirs, so that it is theirs and in use
     */
    public record Account(UUID id, boolean verified) {}

    /** What Keycloak has can't be used, and a repetition changes that only when somebody repairs it. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;

        Unusable(String code) {
            super(code, null, false, false);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** The organisation that was made for an inquiry; makes it when there is none. Its name gets a suffix when it is taken. */
    public Uni<UUID> organization(UUID inquiryId, String reference, String name) {
        return found(inquiryId)
                .chain(there -> there != null
                        ? Uni.createFrom().item(there)
                        : make(inquiryId, reference, name)
                                .onFailure(failure -> refused(failure, CONFLICT))
                                .recoverWithUni(() -> make(inquiryId, reference, name + " (" + reference + ")"))
                                .chain(() -> found(inquiryId))
                                .onItem()
                                .ifNull()
                                .failWith(() -> new Unusable("organization-lost")));
    }

    private Uni<@Nullable UUID> found(UUID inquiryId) {
        return account.call(authorization -> keycloak.organizations(authorization, INQUIRY + ":" + inquiryId, 2))
                .map(found -> found.stream().findFirst().map(Organization::id).orElse(null));
    }

    private Uni<Void> make(UUID inquiryId, String reference, String name) {
        var organization = new NewOrganization(
                name,
                "client-" + reference.toLowerCase(Locale.ROOT),
                true,
                Map.of(INQUIRY, List.of(inquiryId.toString())));
        return account.call(authorization -> keycloak.create(authorization, organization));
    }

    /** The account with this address; makes it when there is none. */
    public Uni<Account> account(String email, String person, String language) {
        return found(email)
                .chain(there -> there != null
                        ? Uni.createFrom().item(there)
                        : make(email, person, language)
                                .onFailure(failure -> refused(failure, CONFLICT))
                                .recoverWithNull()
                                .chain(() -> found(email))
                                .onItem()
                                .ifNull()
                                .failWith(() -> new Unusable("account-lost")));
    }

    private Uni<@Nullable Account> found(String email) {
        return account.call(authorization -> keycloak.users(authorization, email, true))
                .map(found ->
                        found.stream().findFirst().map(ClientAccounts::usable).orElse(null));
    }

    private static Account usable(User user) {
        if (user.shut()) {
            throw new Unusable("account-disabled");
        }
        return new Account(user.id(), user.emailVerified());
    }

    private Uni<Void> make(String email, String person, String language) {
        Name name = Name.of(person, language);
        var user = new NewUser(
                email,
                email,
                false,
                true,
                name.givenName(),
                name.familyName(),
                Map.of("locale", List.of(language)),
                List.of(SET_PASSWORD));
        return account.call(authorization -> keycloak.create(authorization, user));
    }

    /** Gives an account the role of clients. One that nobody has used yet is no talent's: it loses what a talent gets. */
    public Uni<Void> makeClient(Account of) {
        Uni<Void> given = account.call(authorization -> keycloak.rolesToGive(authorization, of.id()))
                .chain(roles -> each(roles, role -> role.name().equals(CLIENT_ROLE), of.id(), keycloak::give));
        return of.verified()
                ? given
                : given.chain(() -> account.call(authorization -> keycloak.roles(authorization, of.id())))
                        .chain(roles -> each(
                                roles,
                                role -> role.name().startsWith(ROLES_OF_THE_SELF_REGISTERED),
                                of.id(),
                                keycloak::take));
    }

    /** Gives or takes one role; what is so already stays. */
    Uni<Void> change(UUID userId, String name, boolean given) {
        return account.call(authorization ->
                        given ? keycloak.rolesToGive(authorization, userId) : keycloak.roles(authorization, userId))
                .chain(roles ->
                        each(roles, role -> role.name().equals(name), userId, given ? keycloak::give : keycloak::take));
    }

    private interface Change {
        Uni<Void> of(String authorization, UUID userId, List<Role> roles);
    }

    private Uni<Void> each(List<Role> roles, Predicate<Role> wanted, UUID userId, Change change) {
        List<Role> found = roles.stream().filter(wanted).toList();
        return found.isEmpty()
                ? Uni.createFrom().voidItem()
                : account.call(authorization -> change.of(authorization, userId, found));
    }

    /** Makes an account a member, which it may be already. */
    public Uni<Void> join(UUID organizationId, UUID userId) {
        return account.call(authorization -> keycloak.join(authorization, organizationId, "\"" + userId + "\""))
                .onFailure(failure -> refused(failure, CONFLICT))
                .recoverWithNull();
    }

    /** The people of an organisation. */
    Uni<List<KeycloakClients.Person>> members(UUID organizationId) {
        return account.call(authorization -> keycloak.members(authorization, organizationId, MOST_MEMBERS, false));
    }

    /** Who has the role of coordinators. */
    Uni<List<KeycloakClients.Person>> coordinators() {
        return account.call(authorization -> keycloak.holders(authorization, COORDINATOR_ROLE, MOST_MEMBERS));
    }

    /** Mails the person a link under which they choose a password; using it proves that the address is theirs. */
    public Uni<Void> invite(UUID userId) {
        return account.call(authorization ->
                keycloak.ask(authorization, userId, SIGN_IN, INVITATION.toSeconds(), List.of(SET_PASSWORD)));
    }
}
