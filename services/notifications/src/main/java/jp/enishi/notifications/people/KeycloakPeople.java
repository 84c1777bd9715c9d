package jp.enishi.notifications.people;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import jp.enishi.notifications.people.KeycloakAccounts.Account;
import jp.enishi.notifications.people.KeycloakAccounts.Member;
import jp.enishi.platform.taxonomy.Language;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Asks Keycloak, as the service account of this service; its token is used until it ends or is refused. */
@ApplicationScoped
class KeycloakPeople implements People {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int MOST = 200;

    private final KeycloakAccounts accounts;
    private final OidcClient account;
    private final AtomicReference<@Nullable Tokens> current = new AtomicReference<>();

    @Inject
    KeycloakPeople(@RestClient KeycloakAccounts accounts, OidcClient account) {
        this.accounts = accounts;
        this.account = account;
    }

    @Override
    public Uni<Optional<Mailbox>> mailbox(UUID userId) {
        return ask(
                authorization -> accounts.user(authorization, userId).map(KeycloakPeople::mailbox), Optional.empty());
    }

    @Override
    public Uni<List<UUID>> membersOf(UUID organizationId) {
        return ask(
                authorization ->
                        accounts.members(authorization, organizationId, MOST).map(KeycloakPeople::open),
                List.of());
    }

    @Override
    public Uni<List<UUID>> coordinators() {
        return ask(
                authorization ->
                        accounts.holders(authorization, "coordinator", MOST).map(KeycloakPeople::open),
                List.of());
    }

    /** Whether an account has an address at this domain. */
    Uni<Boolean> anybodyAt(String domain) {
        return ask(
                authorization ->
                        accounts.withAddress(authorization, "@" + domain, 1).map(found -> !found.isEmpty()),
                false);
    }

    /** Asks as this service; what Keycloak doesn't know is answered with the item for that. */
    private <T> Uni<T> ask(Function<String, Uni<T>> question, T unknown) {
        return tokens().chain(tokens -> question.apply("Bearer " + tokens.getAccessToken())
                .onFailure(failure -> refused(failure, NOT_FOUND))
                .recoverWithItem(unknown)
                .onFailure(failure -> refused(failure, UNAUTHORIZED))
                .invoke(() -> current.compareAndSet(tokens, null)));
    }

    private Uni<Tokens> tokens() {
        Tokens known = current.get();
        if (known != null && !known.isAccessTokenExpired()) {
            return Uni.createFrom().item(known);
        }
        return account.getTokens().invoke(current::set);
    }

    private static Optional<Mailbox> mailbox(Account account) {
        String email = account.email();
        return !account.shut() && account.emailVerified() && email != null
                ? Optional.of(new Mailbox(email, language(account)))
                : Optional.empty();
    }

    private static @Nullable Language language(Account account) {
        var attributes = account.attributes();
        List<String> locale = attributes == null ? List.of() : attributes.getOrDefault("locale", List.of());
        return locale.isEmpty() ? null : Language.of(locale.getFirst());
    }

    private static List<UUID> open(List<Member> members) {
        return members.stream().filter(member -> !member.shut()).map(Member::id).toList();
    }

    private static boolean refused(Throwable failure, int status) {
        return failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == status;
    }
}
