package jp.enishi.notifications.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.enishi.notifications.news.Flow;
import jp.enishi.platform.messaging.ReceivedEvent;
import jp.enishi.platform.operations.Trace;

/** Writes what other services said into this service's own tables, inside the running transaction. */
@ApplicationScoped
class Facts {
    private static final String THEIR_USER = "(select user_id from talent where talent_id = :talent)";
    private static final List<String> FORGET = List.of(
            "delete from mail where user_id = " + THEIR_USER,
            "delete from notification where user_id = " + THEIR_USER,
            "delete from preferences where user_id = " + THEIR_USER,
            "delete from news where audience = 'TALENT' and audience_id = :talent",
            "delete from news where audience = 'USER' and audience_id = " + THEIR_USER,
            "delete from proposed_match where talent_id = :talent");

    private final Flow flow;

    Facts(Flow flow) {
        this.flow = flow;
    }

    /** The newest state of a talent: whom to tell, and in which language. */
    Uni<Void> talent(ReceivedEvent event) {
        JsonNode data = event.data();
        return run(
                """
                insert into talent (talent_id, user_id, language)
                values (cast(:talent as uuid), cast(nullif(:user, '') as uuid), :language)
                on conflict (talent_id) do update set user_id = excluded.user_id, language = excluded.language""",
                Map.of(
                        "talent", event.aggregateId().toString(),
                        "user", data.path("userId").asText(""),
                        "language", data.path("language").asText("ja").equals("en") ? "en" : "ja"));
    }

    /**
     * Who was erased is told of nothing more: what waits for them is dropped, and what they were told and how they wanted it is
     * forgotten.
     */
    Uni<Void> forget(ReceivedEvent event) {
        Map<String, Object> talent = Map.of("talent", event.aggregateId());
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String forget : FORGET) {
            all = all.chain(() -> run(forget, talent));
        }
        return all.chain(() -> talent(event));
    }

    /** The newest state of a case; a visible change of its listing, or its end, is noted for those who were told of it. */
    Uni<Void> clientCase(ReceivedEvent event) {
        JsonNode data = event.data();
        String listing = data.hasNonNull("listing") ? data.get("listing").toString() : "";
        String id = event.aggregateId().toString();
        String status = data.path("status").asText();
        return run("""
                insert into recall (case_id, revision, kind)
                select case_id, :version, case :status when 'CLOSED' then 'CASE_CLOSED' else 'CASE_CHANGED' end
                from client_case
                where case_id = cast(:case as uuid) and status = 'PUBLISHED'
                  and (:status <> 'PUBLISHED' or listing - 'publishedAt'
                       is distinct from cast(nullif(:listing, '') as jsonb) - 'publishedAt')
                on conflict do nothing""", Map.of("case", id, "version", event.version(), "status", status, "listing", listing))
                .chain(() -> requirementsBefore(event))
                .call(() -> newest(event))
                .chain(before -> {
                    long now = data.path("requirementsVersion").asLong();
                    return before > 0 && now > before && !status.equals("CLOSED")
                            ? flow.requirementsRevised(event.aggregateId(), now, event.version())
                            : Uni.createFrom().voidItem();
                });
    }

    /** What is known of a case, without telling anybody. */
    Uni<Void> newest(ReceivedEvent event) {
        JsonNode data = event.data();
        String listing = data.hasNonNull("listing") ? data.get("listing").toString() : "";
        String id = event.aggregateId().toString();
        String status = data.path("status").asText();
        return run(
                """
                        insert into client_case (case_id, version, status, listing, closing_reason, title, requirements_version)
                        values (cast(:case as uuid), :version, :status, cast(nullif(:listing, '') as jsonb), nullif(:reason, ''),
                            cast(nullif(:title, '') as jsonb), :requirements)
                        on conflict (case_id) do update set version = excluded.version, status = excluded.status,
                            listing = coalesce(excluded.listing, client_case.listing), closing_reason = excluded.closing_reason,
                            title = coalesce(excluded.title, client_case.title), requirements_version = excluded.requirements_version""",
                Map.of(
                        "case",
                        id,
                        "version",
                        event.version(),
                        "status",
                        status,
                        "listing",
                        listing,
                        "reason",
                        data.path("closingReason").asText(""),
                        "title",
                        data.at("/requirements/title").isObject()
                                ? data.at("/requirements/title").toString()
                                : "",
                        "requirements",
                        data.path("requirementsVersion").asLong()));
    }

    /** The version of the requirements that was known so far; 0 for none. */
    private static Uni<Long> requirementsBefore(ReceivedEvent event) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select coalesce(max(requirements_version), 0) from client_case where case_id = :case",
                                Long.class)
                        .setParameter("case", event.aggregateId())
                        .getSingleResult());
    }

    /** A fit that is to be told once case and talent are known. */
    Uni<Void> match(ReceivedEvent event) {
        MatchProposed match = event.as(MatchProposed.class);
        return run(
                """
                insert into proposed_match (match_id, kind, case_id, case_version, position_id, talent_id, score, met, close, trace_id,
                    span_id)
                values (cast(:match as uuid), :kind, cast(:case as uuid), :version, cast(:position as uuid), cast(:talent as uuid),
                        :score, cast(:met as jsonb), cast(:close as jsonb), nullif(:trace, ''), nullif(:span, ''))
                on conflict do nothing""",
                Map.ofEntries(
                        Map.entry("match", match.matchId().toString()),
                        Map.entry("kind", match.kind()),
                        Map.entry("case", match.caseId().toString()),
                        Map.entry("version", match.caseVersion()),
                        Map.entry("position", match.positionId().toString()),
                        Map.entry("talent", match.talentId().toString()),
                        Map.entry("score", match.score()),
                        Map.entry("met", event.data().path("met").toString()),
                        Map.entry("close", event.data().path("close").toString()),
                        Map.entry("trace", Optional.ofNullable(Trace.current()).orElse("")),
                        Map.entry("span", Optional.ofNullable(Trace.span()).orElse(""))));
    }

    private static Uni<Void> run(String sql, Map<String, Object> parameters) {
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(sql);
                    parameters.forEach(query::setParameter);
                    return query.executeUpdate();
                })
                .replaceWithVoid();
    }
}
