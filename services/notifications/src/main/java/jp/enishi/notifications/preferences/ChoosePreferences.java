package jp.enishi.notifications.preferences;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import jp.enishi.notifications.Readers;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A person reads or chooses how to be told. */
@ApplicationScoped
class ChoosePreferences {
    private final Caller caller;
    private final Audit audit;
    private final CurrentIdentityAssociation identities;

    @Inject
    ChoosePreferences(Caller caller, Audit audit, CurrentIdentityAssociation identities) {
        this.caller = caller;
        this.audit = audit;
        this.identities = identities;
    }

    @WithSession
    Uni<Preferences> show() {
        caller.require("notification.preferences", Resource.own("notification"));
        return current(Readers.user(caller), LockModeType.NONE);
    }

    @WithTransaction
    Uni<Preferences> choose(PreferencesView wanted, long expected) {
        String action = "notification.preferences-revise";
        caller.require(action, Resource.own("notification"));
        UUID user = Readers.user(caller);
        return alone(user)
                .chain(() -> current(user, LockModeType.PESSIMISTIC_WRITE))
                .invoke(preferences -> preferences.choose(
                        wanted.language(),
                        wanted.mail().newCase(),
                        wanted.mail().fittingCase(),
                        wanted.mail().flow(),
                        wanted.searchDigest(),
                        expected))
                .call(preferences -> preferences.version() == 1
                        ? Panache.getSession().chain(session -> session.persist(preferences))
                        : Uni.createFrom().voidItem())
                .call(preferences -> audit.record(new AuditEntry(
                        user, Readers.role(caller), action, "preferences", user, preferences.version(), null)));
    }

    /** Waits for another choice of the same person: before the first one there is no row to lock. */
    private static Uni<Void> alone(UUID user) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(pg_advisory_xact_lock(hashtextextended(:user, 0)) as text)", String.class)
                        .setParameter("user", "preferences " + user)
                        .getSingleResult())
                .replaceWithVoid();
    }

    private Uni<Preferences> current(UUID user, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.find(Preferences.class, user, lock)
                        .chain(found -> found != null
                                ? Uni.createFrom().item(found)
                                : session.createNativeQuery(
                                                "select language from talent where user_id = :user limit 1",
                                                String.class)
                                        .setParameter("user", user)
                                        .getSingleResultOrNull()
                                        .chain(language -> language == null
                                                ? accountLanguage()
                                                : Uni.createFrom().item(language))
                                        .map(language -> Preferences.unstated(user, language))));
    }

    /** The language of the account, in which mails come until something else is chosen. */
    private Uni<String> accountLanguage() {
        return identities
                .getDeferredIdentity()
                .map(identity ->
                        identity.getPrincipal() instanceof JsonWebToken token && "en".equals(token.getClaim("locale"))
                                ? "en"
                                : "ja");
    }
}
