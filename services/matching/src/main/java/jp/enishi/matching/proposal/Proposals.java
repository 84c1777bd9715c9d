package jp.enishi.matching.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Matchmaker;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.proposal.MatchProposed.Kind;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells a case and a talent of each other, once for ever: the row of the pair and the event are one transaction, and the
 * table holds a pair only once. Runs inside the transaction of the event that was received.
 */
@ApplicationScoped
class Proposals {
    private static final String TYPE = "matching.match-proposed.v1";
    private static final String TOPIC = "matching.match";
    private static final int PER_SEAT = 5;
    private static final int CASES_AT_ONCE = 10;

    private final Vertx vertx;
    private final Matchmaker matchmaker;
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;
    private final double threshold;

    Proposals(
            Vertx vertx,
            Matchmaker matchmaker,
            Vocabulary vocabulary,
            Weights weights,
            Outbox outbox,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "enishi.matching.proposal-threshold", defaultValue = "0.3") double threshold) {
        this.vertx = vertx;
        this.matchmaker = matchmaker;
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
        this.threshold = threshold;
    }

    /** Proposes an open case to the best talents who have not heard of it, at most five a seat over its life. */
    Uni<Void> ofCase(UUID caseId) {
        CaseState state = matchmaker
                .findCase(caseId)
                .filter(found -> found.open(matchmaker.today()))
                .orElse(null);
        if (state == null) {
            return Uni.createFrom().voidItem();
        }
        return aside(() -> matchmaker.talentsFor(state))
                .chain(ranking -> told(
                                "select cast(talent_id as text) || ' ' || kind from match_proposal where case_id = :id",
                                caseId)
                        .chain(rows -> {
                            Set<String> heard = new HashSet<>();
                            rows.forEach(row -> heard.add(row.substring(0, row.indexOf(' '))));
                            long used = rows.stream()
                                    .filter(row -> row.endsWith(" " + Kind.NEW_CASE))
                                    .count();
                            long left = Math.max(0, (long) PER_SEAT * state.seats() - used);
                            return propose(ranking.stream()
                                    .filter(ranked -> ranked.score() >= threshold)
                                    .filter(ranked -> !heard.contains(
                                            ranked.talent().talentId().toString()))
                                    .limit(left)
                                    .map(ranked -> MatchProposed.of(
                                            Kind.NEW_CASE,
                                            state,
                                            ranked.position(),
                                            ranked.talent(),
                                            ranked.fit(),
                                            weights.version(),
                                            vocabulary.version()))
                                    .toList());
                        }));
    }

    /** Proposes to a talent the best open cases not yet heard of, at most ten at once. */
    Uni<Void> ofTalent(UUID talentId) {
        return told("select cast(case_id as text) from match_proposal where talent_id = :id", talentId)
                .chain(heard -> aside(() -> matchmaker
                        .findTalent(talentId)
                        .filter(talent -> talent.profile().active())
                        .map(talent -> fitting(talent, Set.copyOf(heard)))
                        .orElse(List.of())))
                .chain(this::propose);
    }

    private List<MatchProposed> fitting(TalentState talent, Set<String> heard) {
        return matchmaker.openingsFor(talent).stream()
                .filter(ranked -> ranked.score() >= threshold)
                .filter(ranked -> !heard.contains(ranked.state().caseId().toString()))
                .limit(CASES_AT_ONCE)
                .map(ranked -> MatchProposed.of(
                        Kind.FITTING_CASE,
                        ranked.state(),
                        ranked.position(),
                        talent,
                        ranked.fit(),
                        weights.version(),
                        vocabulary.version()))
                .toList();
    }

    /** On a worker's thread: meanwhile the thread on which the session lives answers others. */
    private <T> Uni<T> aside(Callable<T> search) {
        return vertx.executeBlocking(search, false);
    }

    private static Uni<List<String>> told(String query, UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(query, String.class)
                        .setParameter("id", id)
                        .getResultList());
    }

    /** Takes them down and tells of those that were not taken down before. */
    private Uni<Void> propose(List<MatchProposed> proposals) {
        if (proposals.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String rows;
        try {
            rows = json.writeValueAsString(proposals);
        } catch (JsonProcessingException unwritable) {
            return Uni.createFrom().failure(unwritable);
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                    insert into match_proposal (match_id, kind, case_id, position_id, talent_id, score,
                        case_version, talent_version, weights_version, taxonomy_version, proposed_at)
                    select "matchId", kind, "caseId", "positionId", "talentId", score,
                        "caseVersion", "talentVersion", "weightsVersion", "taxonomyVersion", :at
                    from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as proposal ("matchId" uuid,
                        kind text, "caseId" uuid, "positionId" uuid, "talentId" uuid, score double precision,
                        "caseVersion" bigint, "talentVersion" bigint, "weightsVersion" text, "taxonomyVersion" text)
                    order by "matchId"
                    on conflict do nothing
                    returning match_id\
                    """, UUID.class)
                        .setParameter("rows", rows)
                        .setParameter("at", clock.instant())
                        .getResultList())
                .chain(fresh -> outbox.append(proposals.stream()
                        .filter(proposal -> fresh.contains(proposal.matchId()))
                        .map(proposal -> new OutgoingEvent(TYPE, TOPIC, proposal.matchId(), 1, proposal))
                        .toList()));
    }
}
