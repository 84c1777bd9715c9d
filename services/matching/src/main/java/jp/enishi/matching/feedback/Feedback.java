package jp.enishi.matching.feedback;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Matchmaker;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what became of each pair, inside the transaction of the event. A pair that nobody saw in a ranking is taken down
 * with the feature values of this moment; one that was shown keeps those of the last time before it was judged.
 */
@ApplicationScoped
class Feedback {
    private final Matchmaker matchmaker;
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final Clock clock;

    Feedback(Matchmaker matchmaker, Vocabulary vocabulary, Weights weights, Clock clock) {
        this.matchmaker = matchmaker;
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.clock = clock;
    }

    Uni<Void> take(ReceivedEvent event) {
        return Verdict.of(event.type(), event.data())
                .map(this::take)
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> take(Verdict verdict) {
        UUID position = verdict.positionId();
        return position == null ? judgeKnown(verdict) : judge(verdict, position);
    }

    /** An event that doesn't name the position is about those of the pair's rows that belong to it. */
    private Uni<Void> judgeKnown(Verdict verdict) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                        update feedback set grade = greatest(grade, :grade), judged_at = :at,
                            reason = coalesce(nullif(:reason, ''), reason)
                        where case_id = :case and talent_id = :talent
                          and (:candidacy = '' or candidacy_id is null or cast(candidacy_id as text) = :candidacy)""")
                        .setParameter("grade", verdict.grade())
                        .setParameter("at", clock.instant())
                        .setParameter("reason", text(verdict.reason()))
                        .setParameter("case", verdict.caseId())
                        .setParameter("talent", verdict.talentId())
                        .setParameter("candidacy", text(verdict.candidacyId()))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<Void> judge(Verdict verdict, UUID positionId) {
        CaseState state = matchmaker.findCase(verdict.caseId()).orElse(null);
        TalentState talent = matchmaker.findTalent(verdict.talentId()).orElse(null);
        Requirement position = state == null ? null : state.position(positionId).orElse(null);
        Seen seen = Seen.of(position == null || talent == null ? null : matchmaker.judge(position, talent));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                        insert into feedback (case_id, position_id, talent_id, candidacy_id, grade, reason, case_version,
                            requirements_version, talent_version, taxonomy_version, weights_version, score, features,
                            shown_at, judged_at)
                        values (:case, :position, :talent, cast(nullif(:candidacy, '') as uuid), :grade, nullif(:reason, ''),
                            nullif(cast(:caseVersion as bigint), 0), nullif(cast(:requirementsVersion as integer), 0), nullif(cast(:talentVersion as bigint), 0), :taxonomy,
                            :weights, nullif(cast(:score as double precision), -1), cast(cast(:features as text) as jsonb), :at, :at)
                        on conflict (case_id, position_id, talent_id) do update set
                            grade = greatest(feedback.grade, excluded.grade), judged_at = excluded.judged_at,
                            reason = coalesce(excluded.reason, feedback.reason),
                            candidacy_id = coalesce(excluded.candidacy_id, feedback.candidacy_id)""")
                        .setParameter("case", verdict.caseId())
                        .setParameter("position", positionId)
                        .setParameter("talent", verdict.talentId())
                        .setParameter("candidacy", text(verdict.candidacyId()))
                        .setParameter("grade", verdict.grade())
                        .setParameter("reason", text(verdict.reason()))
                        .setParameter("caseVersion", state == null ? 0L : state.version())
                        .setParameter("requirementsVersion", state == null ? 0 : state.requirementsVersion())
                        .setParameter("talentVersion", talent == null ? 0L : talent.version())
                        .setParameter("taxonomy", vocabulary.version())
                        .setParameter("weights", weights.version())
                        .setParameter("score", seen.score())
                        .setParameter("features", seen.features())
                        .setParameter("at", clock.instant())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
