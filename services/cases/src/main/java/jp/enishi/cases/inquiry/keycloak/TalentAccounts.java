package jp.enishi.cases.inquiry.keycloak;

import static jp.enishi.platform.mail.ServiceAccount.refused;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import jp.enishi.cases.candidacy.application.Accounts;
import jp.enishi.platform.mail.ServiceAccount;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Closes accounts of talent. One of a client's people or of staff stays: it is theirs as such. */
@ApplicationScoped
class TalentAccounts implements Accounts {
    private static final int GONE = 404;
    private static final Set<String> OTHERS = Set.of("client", "coordinator", "admin", "auditor", "staff");

    private final KeycloakClients keycloak;
    private final ServiceAccount account;

    TalentAccounts(@RestClient KeycloakClients keycloak, ServiceAccount account) {
        this.keycloak = keycloak;
        this.account = account;
    }

    @Override
    public Uni<Boolean> close(UUID userId) {
        return account.call(authorization -> keycloak.roles(authorization, userId))
                .chain(roles -> roles.stream().anyMatch(role -> OTHERS.contains(role.name()))
                        ? Uni.createFrom().item(false)
                        : account.call(authorization -> keycloak.delete(authorization, userId))
                                .replaceWith(true))
                .onFailure(failure -> refused(failure, GONE))
                .recoverWithItem(true);
    }
}
