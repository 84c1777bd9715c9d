package jp.enishi.cases.listing;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.cases.Documents;
import jp.enishi.cases.clientcase.domain.Listing;
import jp.enishi.cases.clientcase.domain.WorkplaceKind;
import org.jspecify.annotations.Nullable;

/** What the public finds: live listings whose last day is not over by the database's clock. */
@ApplicationScoped
class ListingQueries {
    private static final String SHOWN = "l.closed_at is null and l.closes_on >= today_in_japan()";

    private static final int MOST_SKILLS = 30;

    /** By name; their parameters are those of {@link Wanted}. */
    private static final Map<String, String> CONDITIONS = new TreeMap<>(Map.of(
            "role", "$1::jsonb is null or l.body @> $1",
            "workplace", "$2::jsonb is null or l.body @> $2",
            "words", "$3::text is null or l.search_text ilike $3",
            "skill",
                    "$4::jsonb is null or jsonb_path_exists(l.body,"
                            + " '$.positions[*] ? (@.must[*].skill == $skill || @.nice[*].skill == $skill)', $4)",
            "rate", "$5::bigint is null or (l.body #>> '{budget,upper,amount}')::bigint >= $5",
            "startBy", "$6::date is null or (l.body #>> '{period,start}')::date <= $6"));

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

    /** What a reader looks for; nothing is null. */
    record Wanted(
            @Nullable String role,
            @Nullable WorkplaceKind workplace,
            @Nullable String words,
            @Nullable String skill,
            @Nullable Long rate,
            @Nullable LocalDate startBy) {

        /** The parameters of {@link #CONDITIONS}, in their order. */
        private List<@Nullable Object> parameters() {
            return Arrays.asList(
                    role == null
                            ? null
                            : new JsonObject().put("positions", List.of(new JsonObject().put("role", role))),
                    workplace == null
                            ? null
                            : new JsonObject().put("workplace", new JsonObject().put("kind", workplace.name())),
                    words == null ? null : "%" + escaped(words) + "%",
                    skill == null ? null : new JsonObject().put("skill", skill),
                    rate,
                    startBy);
        }
    }

    /** How many listings there are with each value of a facet, whatever is chosen of that facet. */
    record Count(String facet, String value, long count) {}

    Uni<List<Listing>> list(Wanted wanted, @Nullable Place after, int most) {
        List<@Nullable Object> parameters = new ArrayList<>(wanted.parameters());
        parameters.add(after == null ? null : after.publishedAt());
        parameters.add(after == null ? null : after.caseId());
        parameters.add(most);
        return pool.preparedQuery("select l.document from listing l where " + where("") + """
                         and ($7::timestamptz is null or (l.published_at, l.case_id) < ($7, $8::uuid))
                        order by l.published_at desc, l.case_id desc limit $9""")
                .execute(Tuple.wrap(parameters))
                .map(rows -> rows.stream()
                        .map(row -> documents.read(row.getString("document"), Listing.class))
                        .toList());
    }

    Uni<List<Count>> counts(Wanted wanted) {
        return pool.preparedQuery(
                        """
                        select 'total' as facet, '' as value, count(*) as count from listing l where %s
                        union all
                        select 'role', p.value ->> 'role', count(distinct l.listing_id)
                          from listing l, jsonb_array_elements(l.body -> 'positions') p where %s group by 2
                        union all
                        select 'workplace', l.body #>> '{workplace,kind}', count(*) from listing l where %s group by 2
                        union all
                        (select 'skill', m.value ->> 'skill', count(distinct l.listing_id)
                           from listing l, jsonb_array_elements(l.body -> 'positions') p,
                                jsonb_array_elements(p.value -> 'must') m
                          where %s group by 2 order by 3 desc, 2 limit %d)
                        order by 1, 3 desc, 2""".formatted(where(""), where("role"), where("workplace"), where("skill"), MOST_SKILLS))
                .execute(Tuple.wrap(wanted.parameters()))
                .map(rows -> rows.stream()
                        .map(row -> new Count(row.getString("facet"), row.getString("value"), row.getLong("count")))
                        .toList());
    }

    /** What is shown and wanted; without the condition of one facet. */
    private static String where(String without) {
        return SHOWN
                + CONDITIONS.entrySet().stream()
                        .filter(condition -> !condition.getKey().equals(without))
                        .map(condition -> " and (" + condition.getValue() + ")")
                        .collect(Collectors.joining());
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
