package jp.enishi.platform.mail;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Asks Keycloak, as the service account of this service; its token is used until it ends or is refused. */
@ApplicationScoped
class KeycloakAddresses implements Addresses {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final KeycloakUsers users;
    private final OidcClient account;
    private final AtomicReference<@Nullable Tokens> current = new AtomicReference<>();

    @Inject
    KeycloakAddresses(@RestClient KeycloakUsers users, OidcClient account) {
        this.users = users;
        this.account = account;
    }

    @Override
    public Uni<Optional<String>> of(UUID userId) {
        return tokens().chain(tokens -> users.user("Bearer " + tokens.getAccessToken(), userId)
                .map(user -> user.enabled() && user.emailVerified()
                        ? Optional.ofNullable(user.email())
                        : Optional.<String>empty())
                .onFailure(failure -> refused(failure, NOT_FOUND))
                .recoverWithItem(Optional.empty())
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

    private static boolean refused(Throwable failure, int status) {
        return failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == status;
    }
}
