package jp.enishi.talents.disclosure.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.messaging.ReceivedEvent;
import jp.enishi.talents.disclosure.domain.Pursuit;

/** The candidacies of talents as cases told of them. Everything here runs in the caller's transaction. */
@ApplicationScoped
public class Pursuits {
    private static final String OF_TALENT = """
            select candidacy_id, stage, told, array_to_string(shown_versions, ',') from candidacy
            where talent_id = :talent""";

    /** Keeps what an event of a candidacy says; what the talent was told and the client was shown stays so. */
    public Uni<Void> keep(ReceivedEvent event) {
        var data = event.data();
        var stage = data.path("stage").asText();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into candidacy as known (candidacy_id, talent_id, organization_id, case_id, stage, told, shown_versions)
                                values (:id, cast(:talent as uuid), cast(:organization as uuid), cast(:case as uuid), :stage, :told,
                                    case when :shown then array[cast(:version as bigint)] else '{}' end)
                                on conflict (candidacy_id) do update set
                                    stage = excluded.stage,
                                    told = known.told or excluded.told,
                                    shown_versions = case when excluded.shown_versions <@ known.shown_versions then known.shown_versions
                                        else known.shown_versions || excluded.shown_versions end""")
                        .setParameter("id", event.aggregateId())
                        .setParameter("talent", data.path("talentId").asText())
                        .setParameter(
                                "organization", data.path("organizationId").asText())
                        .setParameter("case", data.path("caseId").asText())
                        .setParameter("stage", stage)
                        .setParameter("told", data.hasNonNull("status"))
                        .setParameter("shown", Pursuit.isShown(stage))
                        .setParameter("version", data.path("talentVersion").asLong())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** A talent's candidacies for the positions of a client's case. */
    public Uni<List<Pursuit>> of(UUID talentId, UUID organizationId, UUID caseId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                OF_TALENT + " and organization_id = :organization and case_id = :case", Object[].class)
                        .setParameter("talent", talentId)
                        .setParameter("organization", organizationId)
                        .setParameter("case", caseId)
                        .getResultList())
                .map(Pursuits::read);
    }

    /** All candidacies of a talent. */
    public Uni<List<Pursuit>> of(UUID talentId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OF_TALENT, Object[].class)
                        .setParameter("talent", talentId)
                        .getResultList())
                .map(Pursuits::read);
    }

    private static List<Pursuit> read(List<Object[]> rows) {
        return rows.stream()
                .map(row -> new Pursuit((UUID) row[0], (String) row[1], (Boolean) row[2], versions((String) row[3])))
                .toList();
    }

    private static List<Long> versions(String separated) {
        return Arrays.stream(separated.split(","))
                .filter(version -> !version.isEmpty())
                .map(Long::valueOf)
                .toList();
    }
}
