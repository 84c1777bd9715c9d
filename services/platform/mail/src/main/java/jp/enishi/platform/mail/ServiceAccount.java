package jp.enishi.platform.mail;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** This service as Keycloak knows it; its token is used until it ends or is refused. */
@ApplicationScoped
public class ServiceAccount {
    private static final int UNAUTHORIZED = 401;

    private final OidcClient client;
    private final AtomicReference<@Nullable Tokens> current = new AtomicReference<>();

    ServiceAccount(OidcClient client) {
        this.client = client;
    }

    /** Makes a call with the value of an {@code Authorization} header. */
    public <T> Uni<T> call(Function<String, Uni<T>> call) {
        return tokens().chain(tokens -> call.apply("Bearer " + tokens.getAccessToken())
                .onFailure(failure -> refused(failure, UNAUTHORIZED))
                .invoke(() -> current.compareAndSet(tokens, null)));
    }

    private Uni<Tokens> tokens() {
        Tokens known = current.get();
        if (known != null && !known.isAccessTokenExpired()) {
            return Uni.createFrom().item(known);
        }
        return client.getTokens().invoke(current::set);
    }

    /** Whether Keycloak answered with this status. */
    public static boolean refused(Throwable failure, int status) {
        return failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == status;
    }
}
