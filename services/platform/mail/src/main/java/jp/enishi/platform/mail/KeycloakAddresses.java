package jp.enishi.platform.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks Keycloak, as the service account of this service. */
@ApplicationScoped
class KeycloakAddresses implements Addresses {
    private static final int NOT_FOUND = 404;

    private final KeycloakUsers users;
    private final ServiceAccount account;

    @Inject
    KeycloakAddresses(@RestClient KeycloakUsers users, ServiceAccount account) {
        this.users = users;
        this.account = account;
    }

    @Override
    public Uni<Optional<String>> of(UUID userId) {
        return account.call(authorization -> users.user(authorization, userId))
                .map(user -> !user.shut() && user.emailVerified()
                        ? Optional.ofNullable(user.email())
                        : Optional.<String>empty())
                .onFailure(failure -> ServiceAccount.refused(failure, NOT_FOUND))
                .recoverWithItem(Optional.empty());
    }
}
