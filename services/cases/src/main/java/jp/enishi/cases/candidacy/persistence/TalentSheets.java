package jp.enishi.cases.candidacy.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import jp.enishi.cases.Documents;
import jp.enishi.cases.candidacy.domain.Candidacy.Person;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * The anonymised sheets of all talent, by version, as talents published them; and what was frozen of them for clients.
 * Everything here runs inside the running transaction.
 */
@ApplicationScoped
public class TalentSheets {
    private final Documents documents;

    TalentSheets(Documents documents) {
        this.documents = documents;
    }

    /** Keeps the sheet of a talent's event. */
    public Uni<Void> keep(ReceivedEvent event) {
        var data = event.data();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into talent_sheet (talent_id, version, user_id, sheet, availability, wishes)
                                values (:talent, :version, cast(nullif(:user, '') as uuid), :sheet, nullif(:availability, ''), nullif(:wishes, ''))
                                on conflict do nothing""")
                        .setParameter("talent", event.aggregateId())
                        .setParameter("version", event.version())
                        .setParameter("user", data.path("userId").asText(""))
                        .setParameter("sheet", data.path("sheet").toString())
                        .setParameter(
                                "availability",
                                data.hasNonNull("availability")
                                        ? data.get("availability").toString()
                                        : "")
                        .setParameter(
                                "wishes",
                                data.hasNonNull("wishes") ? data.get("wishes").toString() : "")
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Forgets who was erased, but for the anonymised sheets that clients were shown. */
    public Uni<Void> forget(UUID talentId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select forget_talent(:talent)", Long.class)
                        .setParameter("talent", talentId)
                        .getSingleResult())
                .replaceWithVoid();
    }

    /** Keeps whether a talent consents to be named to a client for a case. */
    public Uni<Void> consent(ReceivedEvent event) {
        var data = event.data();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into consent (consent_id, talent_id, case_id, organization_id, given)
                                values (:consent, cast(:talent as uuid), cast(:case as uuid), cast(:organization as uuid), :given)
                                on conflict (consent_id) do update set given = excluded.given""")
                        .setParameter("consent", event.aggregateId())
                        .setParameter("talent", data.path("talentId").asText())
                        .setParameter("case", data.path("caseId").asText())
                        .setParameter(
                                "organization", data.path("organizationId").asText())
                        .setParameter("given", data.path("state").asText().equals("GIVEN"))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The newest version of a talent; a {@link ValidationFailure} at {@code /talentId} when none is known here. */
    public Uni<Person> newest(UUID talentId) {
        return person(
                ValidationFailure.at("/talentId", "unknown-talent"),
                "select talent_id, user_id, version from talent_sheet t where talent_id = :id and not exists"
                        + " (select from erased_talent e where e.talent_id = t.talent_id) order by version desc limit 1",
                Map.of("id", talentId));
    }

    /** A version of the talent with this account; a {@link ValidationFailure} at {@code /resumeVersion} otherwise. */
    public Uni<Person> ofUser(UUID userId, long version) {
        return person(
                ValidationFailure.at("/resumeVersion", "unknown-version"),
                "select talent_id, user_id, version from talent_sheet where user_id = :id and version = :version",
                Map.of("id", userId, "version", version));
    }

    /**
     * Freezes a version: the canonical JSON (RFC 8785) of talent, version and sheet, for ever.
     *
     * @return its SHA-256, in hexadecimal
     */
    public Uni<String> freeze(UUID talentId, long version) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select sheet from talent_sheet where talent_id = :talent and version = :version",
                                String.class)
                        .setParameter("talent", talentId)
                        .setParameter("version", version)
                        .getSingleResult())
                .map(sheet -> canonical(documents.write(Map.of(
                        "talentId", talentId, "talentVersion", version, "sheet", documents.read(sheet, Map.class)))))
                .chain(document -> {
                    String hash = sha256(document);
                    return Panache.getSession()
                            .chain(session -> session.createNativeQuery("""
                                            insert into snapshot (hash, talent_id, talent_version, document)
                                            values (:hash, :talent, :version, :document) on conflict do nothing""")
                                    .setParameter("hash", hash)
                                    .setParameter("talent", talentId)
                                    .setParameter("version", version)
                                    .setParameter("document", document)
                                    .executeUpdate())
                            .replaceWith(hash);
                });
    }

    private static Uni<Person> person(ValidationFailure otherwise, String sql, Map<String, Object> parameters) {
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(sql, Object[].class);
                    parameters.forEach(query::setParameter);
                    return query.getResultList();
                })
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Person((UUID) row[0], (UUID) row[1], ((Number) row[2]).longValue()))
                        .orElseThrow(() -> otherwise));
    }

    private static String canonical(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (IOException ours) {
            throw new IllegalStateException("what was just written is not JSON", ours);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
