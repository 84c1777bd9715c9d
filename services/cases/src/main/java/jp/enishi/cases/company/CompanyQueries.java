package jp.enishi.cases.company;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.domain.Text;
import org.jspecify.annotations.Nullable;

/** Reads companies within the caller's scope, newest first. */
@ApplicationScoped
class CompanyQueries {
    private static final String COLUMNS =
            "select company_id, version, name_ja, name_en, address_ja, address_en, contact, organization_id from"
                    + " company";

    private final Pool pool;

    CompanyQueries(Pool pool) {
        this.pool = pool;
    }

    Uni<@Nullable CompanyView> find(UUID companyId, OrganizationScope scope) {
        return pool.preparedQuery(COLUMNS + " where company_id = $1 and ($2 or organization_id = any($3))")
                .execute(Tuple.of(companyId, scope.everything(), scope.ids()))
                .map(rows -> rows.iterator().hasNext() ? view(rows.iterator().next()) : null);
    }

    /** @param name a part of the name in either language; null for all */
    Uni<List<CompanyView>> list(OrganizationScope scope, @Nullable String name, @Nullable UUID before, int most) {
        return pool.preparedQuery(
                        COLUMNS + " where ($1 or organization_id = any($2)) and ($3::uuid is null or company_id < $3)"
                                + " and ($4::text is null or position(lower($4) in lower(name_ja || ' ' ||"
                                + " coalesce(name_en, ''))) > 0) order by company_id desc limit $5")
                .execute(Tuple.of(scope.everything(), scope.ids(), before, name, most))
                .map(rows -> rows.stream().map(CompanyQueries::view).toList());
    }

    private static CompanyView view(Row row) {
        return new CompanyView(
                row.getUUID("company_id"),
                row.getLong("version"),
                Text.of(row.getString("name_ja"), row.getString("name_en")),
                Text.of(row.getString("address_ja"), row.getString("address_en")),
                row.getString("contact"),
                row.getUUID("organization_id"));
    }
}
