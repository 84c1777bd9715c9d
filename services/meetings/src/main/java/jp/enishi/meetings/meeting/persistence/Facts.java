package jp.enishi.meetings.meeting.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Text;
import org.jspecify.annotations.Nullable;

/** What others said: candidacies and the titles of cases. Runs inside the use case's transaction. */
@ApplicationScoped
public class Facts {
    private static final Text UNTITLED = new Text("（案件名未設定）", "(untitled case)");

    /** A candidacy as far as a meeting needs it. */
    public record Candidacy(
            UUID candidacyId,
            UUID caseId,
            UUID organizationId,
            UUID talentId,
            @Nullable UUID talentUserId,
            String stage) {}

    public Uni<Void> put(Candidacy candidacy) {
        return run(
                """
                insert into candidacy (candidacy_id, case_id, organization_id, talent_id, talent_user_id, stage)
                values (:candidacy, :case, :organization, :talent, cast(nullif(:user, '') as uuid), :stage)
                on conflict (candidacy_id) do update set talent_user_id = excluded.talent_user_id, stage = excluded.stage\
                """,
                Map.of(
                        "candidacy", candidacy.candidacyId(),
                        "case", candidacy.caseId(),
                        "organization", candidacy.organizationId(),
                        "talent", candidacy.talentId(),
                        "user",
                                Optional.ofNullable(candidacy.talentUserId())
                                        .map(UUID::toString)
                                        .orElse(""),
                        "stage", candidacy.stage()));
    }

    public Uni<Void> put(UUID caseId, Text title) {
        return run(
                """
                insert into case_title (case_id, ja, en) values (:case, :ja, nullif(:en, ''))
                on conflict (case_id) do update set ja = excluded.ja, en = excluded.en\
                """,
                Map.of(
                        "case",
                        caseId,
                        "ja",
                        title.ja(),
                        "en",
                        Optional.ofNullable(title.en()).orElse("")));
    }

    /** The candidacy, which can't change until the transaction ends; null when it is unknown. */
    public Uni<@Nullable Candidacy> candidacy(UUID candidacyId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                    select case_id, organization_id, talent_id, talent_user_id, stage from candidacy
                    where candidacy_id = :id for share\
                    """, Object[].class)
                        .setParameter("id", candidacyId)
                        .getSingleResultOrNull())
                .map(row -> row == null
                        ? null
                        : new Candidacy(
                                candidacyId, (UUID) row[0], (UUID) row[1], (UUID) row[2], (UUID) row[3], (String)
                                        row[4]));
    }

    /** The title of a case, or words that say that it has none. */
    public Uni<Text> title(UUID caseId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select ja, en from case_title where case_id = :id", Object[].class)
                        .setParameter("id", caseId)
                        .getSingleResultOrNull())
                .map(row -> row == null ? UNTITLED : new Text((String) row[0], (String) row[1]));
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
