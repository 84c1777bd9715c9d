package jp.enishi.notifications.news;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is kept of candidacies: whom they concern, and what the talent was last told. In the running transaction. */
@ApplicationScoped
class Pursuits {

    /** The status that the talent was last told of, or null. */
    Uni<@Nullable String> toldStatus(UUID candidacy) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select coalesce(status, '') from pursuit where candidacy_id = :id", String.class)
                        .setParameter("id", candidacy)
                        .getSingleResultOrNull())
                .map(status -> status == null || status.isEmpty() ? null : status);
    }

    Uni<Void> keep(Flow.Candidacy candidacy) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into pursuit as known (candidacy_id, case_id, talent_id, talent_user_id, stage, status, coordinator_id)
                                values (:id, :case, :talent, cast(nullif(:user, '') as uuid), :stage, nullif(:status, ''),
                                    cast(nullif(:coordinator, '') as uuid))
                                on conflict (candidacy_id) do update set talent_user_id = excluded.talent_user_id, stage = excluded.stage,
                                    status = coalesce(excluded.status, known.status),
                                    coordinator_id = coalesce(excluded.coordinator_id, known.coordinator_id)""")
                        .setParameter("id", candidacy.candidacyId())
                        .setParameter("case", candidacy.caseId())
                        .setParameter("talent", candidacy.talentId())
                        .setParameter("user", text(candidacy.talentUserId()))
                        .setParameter("stage", candidacy.stage())
                        .setParameter("status", text(candidacy.status()))
                        .setParameter("coordinator", text(candidacy.coordinatorId()))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Somebody of the client acted in the case. */
    Uni<Void> acted(UUID caseId, @Nullable UUID user) {
        if (user == null) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into client_actor (case_id, user_id) values (:case, :user) on conflict do nothing")
                        .setParameter("case", caseId)
                        .setParameter("user", user)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * The accounts of talent in the running for a case who know of it, without those whom the change of its listing is told
     * because they were told of the listing.
     */
    Uni<List<UUID>> inTheRunning(UUID caseId, long caseVersion) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select distinct p.talent_user_id from pursuit p
                                where p.case_id = :case and p.talent_user_id is not null and p.status is not null
                                  and p.stage in ('APPLIED', 'PROPOSED', 'MEETING_WANTED', 'MEETING_BOOKED', 'MET', 'OFFERED')
                                  and not (exists (select from recall r where r.case_id = p.case_id and r.revision = :version)
                                      and exists (select from notification n where n.case_id = p.case_id and n.user_id = p.talent_user_id))""", UUID.class)
                        .setParameter("case", caseId)
                        .setParameter("version", caseVersion)
                        .getResultList());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
