package jp.enishi.matching.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The rows of saved searches and of what was told; everything runs in the caller's transaction. */
@ApplicationScoped
class Searches {
    private static final String COLUMNS =
            "cast(search_id as text), cast(user_id as text), side, name, cast(criteria as text), paused, version ";

    private final ObjectMapper json;
    private final Clock clock;

    Searches(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** What changed after a revision, in order; a deleted one reads as paused. */
    record Changes(long revision, List<SavedSearch> searches) {}

    Uni<List<SavedSearch>> of(UUID user) {
        return rows("from saved_search where user_id = :user and not deleted order by search_id", Map.of("user", user))
                .map(rows -> rows.stream().map(this::search).toList());
    }

    /** Null when there is none, or it was deleted. Locks it. */
    Uni<@Nullable SavedSearch> lock(UUID searchId) {
        return rows(
                        "from saved_search where search_id = :search and not deleted for update",
                        Map.of("search", searchId))
                .map(rows -> rows.isEmpty() ? null : search(rows.getFirst()));
    }

    Uni<Changes> changedAfter(long revision) {
        return session(
                        "select " + COLUMNS.replace("paused", "paused or deleted")
                                + ", revision from saved_search where revision > :after order by revision",
                        Map.of("after", revision))
                .chain(query -> query.getResultList())
                .map(rows -> new Changes(
                        rows.isEmpty() ? revision : ((Number) rows.getLast()[7]).longValue(),
                        rows.stream().map(this::search).toList()));
    }

    /** Waits for others who save for the same person, so that the limit holds. */
    Uni<Void> alone(UUID user) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(pg_advisory_xact_lock(hashtextextended(:user, 0)) as text)", String.class)
                        .setParameter("user", "searches " + user)
                        .getSingleResult())
                .replaceWithVoid();
    }

    Uni<Void> insert(SavedSearch search) {
        return nextRevision()
                .chain(revision -> run(
                        """
                        insert into saved_search (search_id, user_id, side, name, criteria, paused, version, revision, created_at)
                        values (:search, :user, :side, :name, cast(cast(:criteria as text) as jsonb), :paused, 1, :revision, :at)""",
                        Map.of(
                                "search", search.searchId(),
                                "user", search.userId(),
                                "side", search.side().name(),
                                "name", search.name(),
                                "criteria", write(search.criteria()),
                                "paused", search.paused(),
                                "revision", revision,
                                "at", clock.instant())))
                .replaceWithVoid();
    }

    Uni<Void> update(SavedSearch search) {
        return nextRevision()
                .chain(revision -> run(
                        """
                        update saved_search set name = :name, criteria = cast(cast(:criteria as text) as jsonb),
                            paused = :paused, version = :version, revision = :revision where search_id = :search""",
                        Map.of(
                                "search", search.searchId(),
                                "name", search.name(),
                                "criteria", write(search.criteria()),
                                "paused", search.paused(),
                                "version", search.version(),
                                "revision", revision)))
                .replaceWithVoid();
    }

    /** Keeps the row, empty, so that the other replicas learn of it. */
    Uni<Void> delete(UUID searchId) {
        return nextRevision()
                .chain(revision -> run("""
                        update saved_search set deleted = true, name = '-', criteria = cast('{}' as jsonb),
                            version = version + 1, revision = :revision where search_id = :search""", Map.of("search", searchId, "revision", revision)))
                .replaceWithVoid();
    }

    private Uni<Long> nextRevision() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "update search_revision set revision = revision + 1 returning revision", Long.class)
                        .getSingleResult());
    }

    /** By what the object was found before this version; null when it is the first one. Whoever applies an event of it holds its lock. */
    Uni<@Nullable List<Facts>> factsBefore(UUID objectId, long version, List<Facts> now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                        with before as (select facts from search_object where object_id = :object)
                        insert into search_object (object_id, version, facts)
                        values (:object, :version, cast(cast(:facts as text) as jsonb))
                        on conflict (object_id) do update set version = excluded.version, facts = excluded.facts
                        returning (select cast(facts as text) from before)""", String.class)
                        .setParameter("object", objectId)
                        .setParameter("version", version)
                        .setParameter("facts", write(now))
                        .getSingleResultOrNull())
                .map(before -> before == null ? null : read(before, new TypeReference<List<Facts>>() {}));
    }

    /** Whether it is told for the first time. */
    Uni<Boolean> firstTime(SearchAlerted alert, UUID objectId, String reason) {
        return run(
                        """
                insert into search_alert (search_id, object_id, reason, alert_id, version, alerted_at)
                values (:search, :object, :reason, :alert, :version, :at) on conflict do nothing""",
                        Map.of(
                                "search", alert.searchId(),
                                "object", objectId,
                                "reason", reason,
                                "alert", alert.alertId(),
                                "version", alert.objectVersion(),
                                "at", clock.instant()))
                .map(inserted -> inserted == 1);
    }

    private Uni<List<Object[]>> rows(String from, Map<String, ?> parameters) {
        return session("select " + COLUMNS + from, parameters).chain(query -> query.getResultList());
    }

    private static Uni<Mutiny.SelectionQuery<Object[]>> session(String sql, Map<String, ?> parameters) {
        return Panache.getSession().map(session -> {
            Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(sql, Object[].class);
            parameters.forEach(query::setParameter);
            return query;
        });
    }

    private static Uni<Integer> run(String sql, Map<String, ?> parameters) {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(sql);
            parameters.forEach(query::setParameter);
            return query.executeUpdate();
        });
    }

    private SavedSearch search(Object[] row) {
        return new SavedSearch(
                UUID.fromString((String) row[0]),
                UUID.fromString((String) row[1]),
                Side.valueOf((String) row[2]),
                (String) row[3],
                read((String) row[4], new TypeReference<Criteria>() {}),
                (Boolean) row[5],
                ((Number) row[6]).longValue());
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("kept JSON is unreadable", ours);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
