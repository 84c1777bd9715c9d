package jp.enishi.notifications.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks Keycloak, as the service account of this service. */
@ApplicationScoped
class KeycloakAddresses implements Addresses {
    private static final int NOT_FOUND = 404;

    private final KeycloakUsers users;

    @Inject
    KeycloakAddresses(@RestClient KeycloakUsers users) {
        this.users = users;
    }

    @Override
    public Uni<Optional<String>> of(UUID userId) {
        return users.user(userId)
                .map(user -> user.enabled() && user.emailVerified()
                        ? Optional.ofNullable(user.email())
                        : Optional.<String>empty())
                .onFailure(failure -> failure instanceof WebApplicationException refused
                        && refused.getResponse().getStatus() == NOT_FOUND)
                .recoverWithItem(Optional.empty());
    }
}
