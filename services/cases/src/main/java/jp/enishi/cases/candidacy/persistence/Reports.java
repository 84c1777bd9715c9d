package jp.enishi.cases.candidacy.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * The newest state of each meeting, offer, order and engagement, as reported, so that what is repeated is no news and the
 * end of one isn't taken for the end of another. The case is locked already.
 */
@ApplicationScoped
public class Reports {

    /** Keeps the state of a thing; false when it is known already. */
    public Uni<Boolean> note(UUID candidacyId, UUID thing, String state) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into candidacy_report (thing_id, candidacy_id, state) values (:thing, :candidacy, :state)
                                on conflict (thing_id) do update set state = excluded.state
                                where candidacy_report.state <> excluded.state""")
                        .setParameter("thing", thing)
                        .setParameter("candidacy", candidacyId)
                        .setParameter("state", state)
                        .executeUpdate())
                .map(written -> written == 1);
    }

    /** Whether another thing of the candidacy is in the state. */
    public Uni<Boolean> others(UUID candidacyId, UUID thing, String state) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select exists (select from candidacy_report
                                where candidacy_id = :candidacy and thing_id <> :thing and state = :state)""", Boolean.class)
                        .setParameter("candidacy", candidacyId)
                        .setParameter("thing", thing)
                        .setParameter("state", state)
                        .getSingleResult());
    }

    /** Settles what meetings of the candidacy want adjusted and is open; false when nothing is. */
    public Uni<Boolean> settle(UUID candidacyId, UUID actor, String reason) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into adjustment_settled (meeting_id, candidacy_id, actor, reason)
                                select distinct a.meeting_id, a.candidacy_id, cast(:actor as uuid), :reason
                                from adjustment a join client_case c using (case_id)
                                where a.candidacy_id = :candidacy and a.requirements_version = c.requirements_version
                                on conflict do nothing""")
                        .setParameter("candidacy", candidacyId)
                        .setParameter("actor", actor)
                        .setParameter("reason", reason)
                        .executeUpdate())
                .map(written -> written > 0);
    }

    /** A side wants the requirements, of which this is the version, adjusted. */
    public Uni<Void> adjustment(UUID meetingId, String side, UUID candidacyId, UUID caseId, int requirementsVersion) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into adjustment (meeting_id, side, candidacy_id, case_id, requirements_version)
                                values (:meeting, :side, :candidacy, :case, :version) on conflict do nothing""")
                        .setParameter("meeting", meetingId)
                        .setParameter("side", side)
                        .setParameter("candidacy", candidacyId)
                        .setParameter("case", caseId)
                        .setParameter("version", requirementsVersion)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
