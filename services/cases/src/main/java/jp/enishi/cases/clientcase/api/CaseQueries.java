package jp.enishi.cases.clientcase.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jp.enishi.cases.Documents;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.candidacy.domain.Concerned;
import jp.enishi.cases.clientcase.api.CaseView.Adjustment;
import jp.enishi.cases.clientcase.domain.CaseId;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.domain.Completeness;
import jp.enishi.cases.clientcase.domain.Listing;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.platform.kernel.Difference.Change;
import org.jspecify.annotations.Nullable;

/** Reads cases within the caller's scope, straight from the rows. */
@ApplicationScoped
class CaseQueries {
    private static final String SCOPED = " and ($2 or c.organization_id = any($3))";

    private final Pool pool;
    private final Documents documents;

    CaseQueries(Pool pool, Documents documents) {
        this.pool = pool;
        this.documents = documents;
    }

    Uni<@Nullable ClientCase> find(UUID caseId, OrganizationScope scope) {
        return pool.preparedQuery("""
                        select c.case_id, c.company_id, c.organization_id, c.version, c.status, c.requirements_version, c.requirements,
                            c.closing_reason, l.document
                        from client_case c
                        left join listing l on l.case_id = c.case_id and l.closed_at is null
                        where c.case_id = $1\
                        """ + SCOPED)
                .execute(Tuple.of(caseId, scope.everything(), scope.ids()))
                .map(rows -> rows.iterator().hasNext() ? value(rows.iterator().next()) : null);
    }

    /**
     * @param words a part of the title or of the company's name, in either language; null for all
     * @param ids only these; empty for all
     */
    Uni<List<CaseSummary>> list(
            OrganizationScope scope,
            @Nullable CaseStatus status,
            @Nullable String words,
            Set<UUID> ids,
            @Nullable UUID before,
            int most) {
        return pool.preparedQuery("""
                        select c.case_id, c.company_id, c.organization_id, c.version, c.status, c.requirements_version, c.requirements,
                            c.closing_reason, c.updated_at, l.closes_on,
                            (select count(*)::int from proposal p where p.case_id = c.case_id and p.state = 'SENT') as waiting_proposals
                        from client_case c
                        left join listing l on l.case_id = c.case_id and l.closed_at is null
                        where ($1::text is null or c.status = $1)\
                        """ + SCOPED + """
                        and ($4::uuid is null or c.case_id < $4) and ($6::text is null or strpos(lower(normalize(
                            concat_ws(' ', c.requirements::json #>> '{title,ja}', c.requirements::json #>> '{title,en}',
                                (select concat_ws(' ', o.name_ja, o.name_en) from company o where o.company_id = c.company_id)),
                            NFKC)), lower(normalize($6, NFKC))) > 0)
                            and (cardinality($7::uuid[]) = 0 or c.case_id = any($7))
                        order by c.case_id desc limit $5""")
                .execute(Tuple.from(Arrays.asList(
                        status == null ? null : status.name(),
                        scope.everything(),
                        scope.ids(),
                        before,
                        most,
                        words,
                        ids.toArray(UUID[]::new))))
                .map(rows -> rows.stream().map(this::summary).toList());
    }

    Uni<List<RequirementsVersion>> versions(UUID caseId, OrganizationScope scope, int before, int most) {
        return pool.preparedQuery("""
                        select v.version, v.at, v.author, v.author_role, v.reason, v.changes, null as requirements
                        from requirements_version v join client_case c using (case_id)
                        where c.case_id = $1\
                        """ + SCOPED + " and v.version < $4 order by v.version desc limit $5")
                .execute(Tuple.of(caseId, scope.everything(), scope.ids(), before, most))
                .map(rows -> rows.stream().map(this::version).toList());
    }

    Uni<@Nullable RequirementsVersion> version(UUID caseId, OrganizationScope scope, int version) {
        return pool.preparedQuery("""
                        select v.version, v.at, v.author, v.author_role, v.reason, v.changes, v.requirements
                        from requirements_version v join client_case c using (case_id)
                        where c.case_id = $1\
                        """ + SCOPED + " and v.version = $4")
                .execute(Tuple.of(caseId, scope.everything(), scope.ids(), version))
                .map(rows -> rows.iterator().hasNext() ? version(rows.iterator().next()) : null);
    }

    /** What meetings asked to adjust in these requirements. */
    Uni<List<Adjustment>> adjustments(ClientCase value) {
        return pool.preparedQuery("""
            select meeting_id, at, side, candidacy_id from adjustment
            where case_id = $1 and requirements_version = $2
                and not exists (select from adjustment_settled s where s.meeting_id = adjustment.meeting_id) order by at, meeting_id, side\
            """)
                .execute(Tuple.of(value.id().value(), value.requirementsVersion()))
                .map(rows -> rows.stream()
                        .map(row -> new Adjustment(
                                row.getUUID("meeting_id"),
                                row.getOffsetDateTime("at").toInstant(),
                                Concerned.Side.valueOf(row.getString("side")),
                                row.getUUID("candidacy_id")))
                        .toList());
    }

    private ClientCase value(Row row) {
        String listing = row.getString("document");
        String reason = row.getString("closing_reason");
        return new ClientCase(
                new CaseId(row.getUUID("case_id")),
                row.getUUID("company_id"),
                row.getUUID("organization_id"),
                row.getLong("version"),
                CaseStatus.valueOf(row.getString("status")),
                row.getInteger("requirements_version"),
                documents.read(row.getString("requirements"), Requirements.class),
                listing == null ? null : documents.read(listing, Listing.class),
                reason == null ? null : ClosingReason.valueOf(reason));
    }

    private CaseSummary summary(Row row) {
        var requirements = documents.read(row.getString("requirements"), Requirements.class);
        String reason = row.getString("closing_reason");
        return new CaseSummary(
                row.getUUID("case_id"),
                row.getUUID("company_id"),
                row.getUUID("organization_id"),
                row.getLong("version"),
                CaseStatus.valueOf(row.getString("status")),
                requirements.title(),
                requirements.positions().stream()
                        .flatMap(position -> Stream.ofNullable(position.role()))
                        .distinct()
                        .toList(),
                row.getInteger("requirements_version"),
                Completeness.of(requirements).complete(),
                row.getLocalDate("closes_on"),
                row.getInteger("waiting_proposals"),
                reason == null ? null : ClosingReason.valueOf(reason),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private RequirementsVersion version(Row row) {
        String requirements = row.getString("requirements");
        return new RequirementsVersion(
                row.getInteger("version"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("author"),
                row.getString("author_role"),
                row.getString("reason"),
                List.of(documents.read(row.getString("changes"), Change[].class)),
                requirements == null ? null : documents.read(requirements, Requirements.class));
    }
}
