package jp.enishi.talents.talent.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.talents.talent.domain.Occupation;
import jp.enishi.talents.talent.domain.TalentId;

/** What time engagements take of talents. Everything here runs in the caller's transaction, with the talent locked. */
@ApplicationScoped
public class Occupations {

    public Uni<List<Occupation>> of(TalentId id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select engagement_id, start_on, end_on, utilisation from engagement
                                where talent_id = :talent order by engagement_id""", Object[].class)
                        .setParameter("talent", id.value())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row ->
                                new Occupation((UUID) row[0], (LocalDate) row[1], (LocalDate) row[2], (Integer) row[3]))
                        .toList());
    }

    public Uni<Void> keep(TalentId id, Occupation occupation) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into engagement (engagement_id, talent_id, start_on, end_on, utilisation)
                                values (:id, :talent, :start, :end, :utilisation)
                                on conflict (engagement_id) do update set start_on = excluded.start_on, end_on = excluded.end_on,
                                    utilisation = excluded.utilisation""")
                        .setParameter("id", occupation.engagementId())
                        .setParameter("talent", id.value())
                        .setParameter("start", occupation.start())
                        .setParameter("end", occupation.end())
                        .setParameter("utilisation", occupation.utilisation())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
