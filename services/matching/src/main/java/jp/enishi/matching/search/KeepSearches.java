package jp.enishi.matching.search;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Forbidden;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;

/** A person keeps searches of their own; nobody else sees them. */
@ApplicationScoped
public class KeepSearches {
    /** How many somebody may have. */
    public static final int MOST = 20;

    private static final String TYPE = "search";

    private final Caller caller;
    private final Searches searches;
    private final Audit audit;

    KeepSearches(Caller caller, Searches searches, Audit audit) {
        this.caller = caller;
        this.searches = searches;
        this.audit = audit;
    }

    @WithSession
    public Uni<List<SavedSearch>> list() {
        caller.require("search.list", Resource.own(TYPE));
        return searches.of(user());
    }

    @WithTransaction
    public Uni<SavedSearch> find(UUID searchId) {
        return own(searchId, "search.read");
    }

    /** Inside the caller's transaction. */
    public Uni<SavedSearch> save(String name, Criteria criteria, boolean paused) {
        caller.require("search.create", Resource.own(TYPE));
        check(criteria);
        UUID user = user();
        SavedSearch search = new SavedSearch(Ids.next(), user, side(), name.strip(), criteria, paused, 1);
        return searches.alone(user)
                .chain(() -> searches.of(user))
                .invoke(kept -> {
                    if (kept.size() >= MOST) {
                        throw new RuleViolation("searches-too-many", Map.of("max", MOST));
                    }
                })
                .chain(() -> searches.insert(search))
                .chain(() -> record(search, "search.create"))
                .replaceWith(search);
    }

    @WithTransaction
    public Uni<SavedSearch> change(UUID searchId, long expected, String name, Criteria criteria, boolean paused) {
        return own(searchId, "search.revise").chain(found -> {
            check(criteria);
            StaleVersion.check(expected, found.version());
            SavedSearch changed = new SavedSearch(
                    searchId, found.userId(), found.side(), name.strip(), criteria, paused, found.version() + 1);
            return searches.update(changed)
                    .chain(() -> record(changed, "search.revise"))
                    .replaceWith(changed);
        });
    }

    @WithTransaction
    public Uni<Void> delete(UUID searchId, long expected) {
        return own(searchId, "search.delete").chain(found -> {
            StaleVersion.check(expected, found.version());
            return searches.delete(searchId)
                    .chain(() -> audit.record(new AuditEntry(
                            user(), side().name(), "search.delete", TYPE, searchId, found.version() + 1, null)));
        });
    }

    private Uni<SavedSearch> own(UUID searchId, String action) {
        return searches.lock(searchId).map(found -> {
            if (found == null) {
                throw new NotFound(TYPE, searchId);
            }
            Ownership ownership = Ownership.of(caller.subject().isUser(found.userId()));
            caller.require(action, new Resource(TYPE, ownership, Resource.STATELESS));
            return found;
        });
    }

    private Uni<Void> record(SavedSearch search, String action) {
        return audit.record(new AuditEntry(
                search.userId(), search.side().name(), action, TYPE, search.searchId(), search.version(), null));
    }

    private static void check(Criteria criteria) {
        if (criteria.isEmpty()) {
            throw ValidationFailure.at("/criteria", "search-empty");
        }
    }

    private Side side() {
        return caller.subject().is(Role.TALENT) ? Side.TALENT : Side.CLIENT;
    }

    private UUID user() {
        UUID user = caller.subject().userId();
        if (user == null) {
            throw new Forbidden("a search belongs to a person");
        }
        return user;
    }
}
