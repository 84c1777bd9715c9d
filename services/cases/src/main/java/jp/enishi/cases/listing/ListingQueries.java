package jp.enishi.cases.listing;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Documents;
import jp.enishi.cases.clientcase.domain.Listing;
import jp.enishi.cases.clientcase.domain.WorkplaceKind;
import org.jspecify.annotations.Nullable;

/** What the public finds: live listings whose last day is not over by the database's clock. */
@ApplicationScoped
class ListingQueries {
    private static final String SHOWN = "l.closed_at is null and l.closes_on >= today_in_japan()";

    private final Pool pool;
    private final Documents documents;

    ListingQueries(Pool pool, Documents documents) {
        this.pool = pool;
        this.documents = documents;
    }

    /** A listing, and whether it may still be shown. */
    record Found(Listing listing, long version, boolean open) {}

    /** The last place of a page. */
    record Place(OffsetDateTime publishedAt, UUID caseId) {}

    Uni<@Nullable Found> find(UUID caseId) {
        return pool.preparedQuery("select l.document, c.version, " + SHOWN + """
                         as open from listing l join client_case c using (case_id)
                        where l.case_id = $1 order by l.closed_at desc nulls first limit 1""")
                .execute(Tuple.of(caseId))
                .map(rows -> rows.iterator().hasNext() ? found(rows.iterator().next()) : null);
    }

    Uni<List<Listing>> list(
            @Nullable String role,
            @Nullable WorkplaceKind workplace,
            @Nullable String words,
            @Nullable Place after,
            int most) {
        return pool.preparedQuery("select l.document from listing l where " + SHOWN + """
                         and ($1::jsonb is null or l.body @> $1) and ($2::jsonb is null or l.body @> $2)
                         and ($3::text is null or l.search_text ilike $3)
                         and ($4::timestamptz is null or (l.published_at, l.case_id) < ($4, $5::uuid))
                        order by l.published_at desc, l.case_id desc limit $6""")
                .execute(Tuple.wrap(Arrays.asList(
                        role == null
                                ? null
                                : new JsonObject().put("positions", List.of(new JsonObject().put("role", role))),
                        workplace == null
                                ? null
                                : new JsonObject().put("workplace", new JsonObject().put("kind", workplace.name())),
                        words == null ? null : "%" + escaped(words) + "%",
                        after == null ? null : after.publishedAt(),
                        after == null ? null : after.caseId(),
                        most)))
                .map(rows -> rows.stream()
                        .map(row -> documents.read(row.getString("document"), Listing.class))
                        .toList());
    }

    private Found found(Row row) {
        return new Found(
                documents.read(row.getString("document"), Listing.class),
                row.getLong("version"),
                row.getBoolean("open"));
    }

    /** The reader's words as they are: no sign of them is a wildcard. */
    static String escaped(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
