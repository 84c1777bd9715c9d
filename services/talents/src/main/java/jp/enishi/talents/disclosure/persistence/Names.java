package jp.enishi.talents.disclosure.persistence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the people are called who consented to be named to a client, straight from the rows. */
@ApplicationScoped
public class Names {
    private final Pool pool;

    Names(Pool pool) {
        this.pool = pool;
    }

    /**
     * Somebody's name, as a consent that holds lets a client read it.
     *
     * @param recorded whether the ledger has it that this viewer was told
     */
    public record Name(
            UUID talentId,
            String familyName,
            String givenName,
            String familyNameRomaji,
            String givenNameRomaji,
            @Nullable String familyNameKana,
            @Nullable String givenNameKana,
            boolean recorded) {}

    /** Those of a case, the youngest consent first; recorded is what the ledger has since a time. */
    public Uni<List<Name>> givenTo(Collection<UUID> organizations, UUID caseId, UUID viewer, Instant since, int most) {
        return pool.preparedQuery("""
                        select c.talent_id, t.document -> 'profile' as profile,
                            exists (select from disclosure d
                                where d.consent_id = c.consent_id and d.viewer_id = $3 and d.at >= $4) as recorded
                        from consent c join talent t on t.id = c.talent_id
                        where c.case_id = $1 and c.organization_id = any($2) and c.state = 'GIVEN' and t.erased_at is null
                        order by c.consent_id desc limit $5""")
                .execute(Tuple.of(
                        caseId, organizations.toArray(new UUID[0]), viewer, since.atOffset(ZoneOffset.UTC), most))
                .map(rows -> rows.stream().map(Names::name).toList());
    }

    private static Name name(Row row) {
        var profile = row.getJsonObject("profile");
        return new Name(
                row.getUUID("talent_id"),
                profile.getString("familyName"),
                profile.getString("givenName"),
                profile.getString("familyNameRomaji"),
                profile.getString("givenNameRomaji"),
                profile.getString("familyNameKana"),
                profile.getString("givenNameKana"),
                row.getBoolean("recorded"));
    }
}
