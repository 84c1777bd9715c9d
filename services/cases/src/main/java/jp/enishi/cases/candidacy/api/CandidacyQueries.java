package jp.enishi.cases.candidacy.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.cases.Documents;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.candidacy.domain.Concerned;
import jp.enishi.cases.candidacy.domain.Level;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.domain.TalentStatus;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.cases.clientcase.domain.Text;
import org.jspecify.annotations.Nullable;

/** Reads the pipeline: for clients without what is internal, for talent their own status only. */
@ApplicationScoped
class CandidacyQueries {
    /** With what the pages about it show; a client is shown what was put before them, as the second line behind the policy. */
    private static final String SELECTED = """
            select c.candidacy_id, c.case_id, c.position_id, c.organization_id, c.talent_id, c.talent_user_id, c.version, c.stage,
                c.since, c.talent_version, c.snapshot_hash, c.message, c.reason_code, c.reason_text, c.coordinator_id,
                c.client_user_id, q.requirements, o.name_ja, o.name_en, p.proposal_id, p.decide_by,
                coalesce(s.document::json ->> 'sheet', t.sheet) as sheet,
                exists (select from consent x where x.talent_id = c.talent_id and x.case_id = c.case_id
                    and x.organization_id = c.organization_id and x.given) as named,
                j.meeting_id as adjusting_meeting, j.side as adjusting_side
            from candidacy c join client_case q using (case_id) join company o on o.company_id = c.company_id
            join talent_sheet t on t.talent_id = c.talent_id and t.version = c.talent_version
            left join snapshot s on s.hash = c.snapshot_hash
            left join lateral (select r.proposal_id, r.decide_by from proposal_seat e join proposal r using (proposal_id)
                where e.candidacy_id = c.candidacy_id and r.state <> 'WITHDRAWN' order by r.proposal_id desc limit 1) p on true
            left join lateral (select a.meeting_id, a.side from adjustment a
                where a.case_id = c.case_id and a.candidacy_id = c.candidacy_id
                and a.requirements_version = q.requirements_version
                and not exists (select from adjustment_settled d where d.meeting_id = a.meeting_id)
                order by a.meeting_id desc, a.at, a.side limit 1) j on true
            where ($2 or c.snapshot_hash is not null) and\s""";

    /** A talent is told of what they applied for and of what they were proposed for. */
    private static final String TOLD =
            "c.talent_user_id = $1 and c.stage <> 'SELECTED' and (c.message is not null or c.snapshot_hash is not null) and ";

    private static final Map<UUID, List<CandidacyView.Step>> NO_STEPS = Map.of();

    private final Pool pool;
    private final Documents documents;

    CandidacyQueries(Pool pool, Documents documents) {
        this.pool = pool;
        this.documents = documents;
    }

    /** Those of a case, newest first; with the history of each when that is asked for. */
    Uni<List<CandidacyView>> ofCase(
            UUID caseId, boolean coordinator, boolean history, @Nullable UUID before, int most) {
        return pool.preparedQuery(SELECTED + """
                        c.case_id = $1 and ($3::uuid is null or c.candidacy_id < $3) order by c.candidacy_id desc limit $4""")
                .execute(Tuple.of(caseId, coordinator, before, most))
                .chain(rows -> (history ? steps(ids(rows)) : Uni.createFrom().item(NO_STEPS))
                        .map(steps -> rows.stream()
                                .map(row -> view(
                                        row,
                                        coordinator,
                                        history ? shown(of(steps, row.getUUID("candidacy_id")), coordinator) : null))
                                .toList()));
    }

    /** Those of all cases as coordinators see them, newest first; on these stages, when there are any. */
    Uni<List<CandidacyView>> desk(Set<Stage> stages, @Nullable UUID before, int most) {
        String where = stages.isEmpty() ? "cardinality($4::text[]) = 0" : "c.stage = any($4)";
        return pool.preparedQuery(SELECTED + where
                        + " and ($1::uuid is null or c.candidacy_id < $1) order by c.candidacy_id desc limit $3")
                .execute(Tuple.of(
                        before, true, most, stages.stream().map(Stage::name).toArray(String[]::new)))
                .map(rows -> rows.stream().map(row -> view(row, true, null)).toList());
    }

    /** What those of these ids are about, of whom the scope may see them. */
    Uni<List<SeatView>> seats(Set<UUID> ids, OrganizationScope scope) {
        return pool.preparedQuery("""
                        select c.candidacy_id, c.case_id, c.position_id, c.talent_id, q.requirements, o.name_ja, o.name_en,
                            coalesce(s.document::json -> 'sheet', t.sheet::json) ->> 'initials' as initials,
                            exists (select from consent x where x.talent_id = c.talent_id and x.case_id = c.case_id
                                and x.organization_id = c.organization_id and x.given) as named
                        from candidacy c join client_case q using (case_id) join company o on o.company_id = c.company_id
                        left join talent_sheet t on t.talent_id = c.talent_id and t.version = c.talent_version
                        left join snapshot s on s.hash = c.snapshot_hash
                        where c.candidacy_id = any($1)
                            and ($2 or c.snapshot_hash is not null and c.organization_id = any($3))""")
                .execute(Tuple.of(ids.toArray(new UUID[0]), scope.everything(), scope.ids()))
                .map(rows -> rows.stream().map(this::seat).toList());
    }

    private SeatView seat(Row row) {
        var requirements = documents.read(row.getString("requirements"), Requirements.class);
        return new SeatView(
                row.getUUID("candidacy_id"),
                row.getUUID("case_id"),
                row.getUUID("position_id"),
                requirements.title(),
                role(requirements, row),
                company(row),
                row.getUUID("talent_id"),
                row.getString("initials"),
                level(row));
    }

    private static Level level(Row row) {
        return row.getBoolean("named") ? Level.NAMED : Level.ANONYMISED;
    }

    /** One, with its history. */
    Uni<@Nullable CandidacyView> find(UUID candidacyId, boolean coordinator) {
        return pool.preparedQuery(SELECTED + "c.candidacy_id = $1")
                .execute(Tuple.of(candidacyId, coordinator))
                .chain(rows -> rows.iterator().hasNext()
                        ? steps(new UUID[] {candidacyId})
                                .map(steps -> view(
                                        rows.iterator().next(),
                                        coordinator,
                                        shown(of(steps, candidacyId), coordinator)))
                        : Uni.createFrom().nullItem());
    }

    /** A talent's own, newest first. */
    Uni<List<OwnCandidacy>> ofTalent(UUID userId, @Nullable UUID before, int most) {
        return own(
                "($2::uuid is null or c.candidacy_id < $2) order by c.candidacy_id desc limit $3",
                Tuple.of(userId, before, most));
    }

    /** A talent's own one, or null. */
    Uni<@Nullable OwnCandidacy> ownOne(UUID userId, UUID candidacyId) {
        return own("c.candidacy_id = $2", Tuple.of(userId, candidacyId))
                .map(found -> found.isEmpty() ? null : found.getFirst());
    }

    private Uni<List<OwnCandidacy>> own(String where, Tuple parameters) {
        return pool.preparedQuery("""
                        select c.candidacy_id, c.case_id, c.position_id, c.organization_id, c.version, c.stage, c.talent_version,
                            c.message, q.requirements, o.name_ja, o.name_en,
                            (select json_agg(json_build_object('to', s.to_stage, 'at', s.at) order by s.version)
                            from candidacy_step s where s.candidacy_id = c.candidacy_id)::text as steps
                        from candidacy c join client_case q using (case_id) join company o on o.company_id = c.company_id
                        where\s""" + TOLD + where)
                .execute(parameters)
                .map(rows -> rows.stream().map(this::own).toList());
    }

    private OwnCandidacy own(Row row) {
        var requirements = documents.read(row.getString("requirements"), Requirements.class);
        Stage stage = Stage.valueOf(row.getString("stage"));
        JsonNode steps = documents.read(row.getString("steps"), JsonNode.class);
        return new OwnCandidacy(
                row.getUUID("candidacy_id"),
                row.getUUID("case_id"),
                row.getUUID("position_id"),
                requirements.title(),
                role(requirements, row),
                row.getUUID("organization_id"),
                company(row),
                Objects.requireNonNull(stage.status()),
                row.getLong("version"),
                row.getLong("talent_version"),
                row.getString("message"),
                stage.next().contains(Stage.WITHDRAWN),
                appliedAt(steps),
                changes(steps));
    }

    private static @Nullable Instant appliedAt(JsonNode steps) {
        for (JsonNode step : steps) {
            if (step.path("to").asText().equals(Stage.APPLIED.name())) {
                return at(step);
            }
        }
        return null;
    }

    private static Instant at(JsonNode step) {
        return OffsetDateTime.parse(step.path("at").asText()).toInstant();
    }

    private static @Nullable String role(Requirements requirements, Row row) {
        UUID position = row.getUUID("position_id");
        return requirements.positions().stream()
                .filter(each -> position.equals(each.positionId()))
                .flatMap(each -> Stream.ofNullable(each.role()))
                .findFirst()
                .orElse(null);
    }

    private static Text company(Row row) {
        return Text.of(row.getString("name_ja"), row.getString("name_en"));
    }

    /** The statuses in their order; internal steps in between change nothing that the talent sees. */
    private static List<OwnCandidacy.Change> changes(JsonNode steps) {
        List<OwnCandidacy.Change> changes = new ArrayList<>();
        for (JsonNode step : steps) {
            TalentStatus status = Stage.valueOf(step.path("to").asText()).status();
            if (status != null && (changes.isEmpty() || changes.getLast().status() != status)) {
                changes.add(new OwnCandidacy.Change(status, at(step)));
            }
        }
        return changes;
    }

    private static UUID[] ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getUUID("candidacy_id")).toArray(UUID[]::new);
    }

    private static List<CandidacyView.Step> of(Map<UUID, List<CandidacyView.Step>> steps, UUID candidacyId) {
        return steps.getOrDefault(candidacyId, List.of());
    }

    /** The steps of each of them, in their order. */
    private Uni<Map<UUID, List<CandidacyView.Step>>> steps(UUID[] candidacies) {
        return pool.preparedQuery("""
                        select candidacy_id, from_stage, to_stage, at, actor, role, reason_code, reason_text
                        from candidacy_step where candidacy_id = any($1) order by version""")
                .execute(Tuple.of(candidacies))
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("candidacy_id"),
                                Collectors.mapping(CandidacyQueries::step, Collectors.toList()))));
    }

    private static CandidacyView.Step step(Row row) {
        return new CandidacyView.Step(
                stage(row.getString("from_stage")),
                Stage.valueOf(row.getString("to_stage")),
                instant(row, "at"),
                row.getUUID("actor"),
                row.getString("role"),
                row.getString("reason_code"),
                row.getString("reason_text"));
    }

    private static List<CandidacyView.Step> shown(List<CandidacyView.Step> steps, boolean coordinator) {
        return coordinator
                ? steps
                : steps.stream()
                        .filter(step -> Stage.shownToClient().contains(step.to()))
                        .map(step -> new CandidacyView.Step(
                                step.from() != null && Stage.shownToClient().contains(step.from()) ? step.from() : null,
                                step.to(),
                                step.at(),
                                null,
                                step.role(),
                                step.reasonCode(),
                                step.role().equals("CLIENT") ? step.reasonText() : null))
                        .toList();
    }

    private CandidacyView view(Row row, boolean coordinator, @Nullable List<CandidacyView.Step> history) {
        var requirements = documents.read(row.getString("requirements"), Requirements.class);
        Stage stage = Stage.valueOf(row.getString("stage"));
        String hash = row.getString("snapshot_hash");
        String message = row.getString("message");
        boolean tell = coordinator || stage == Stage.PASSED;
        OffsetDateTime decideBy = row.getOffsetDateTime("decide_by");
        return new CandidacyView(
                row.getUUID("candidacy_id"),
                row.getUUID("case_id"),
                row.getUUID("position_id"),
                row.getUUID("organization_id"),
                requirements.title(),
                role(requirements, row),
                company(row),
                row.getUUID("talent_id"),
                coordinator ? row.getUUID("talent_user_id") : null,
                coordinator ? row.getUUID("coordinator_id") : null,
                row.getUUID("client_user_id"),
                row.getUUID("proposal_id"),
                decideBy == null ? null : decideBy.toInstant(),
                row.getLong("version"),
                stage,
                hash == null && message == null ? null : stage.status(),
                instant(row, "since"),
                row.getLong("talent_version"),
                hash,
                documents.read(row.getString("sheet"), JsonNode.class),
                level(row),
                coordinator ? message : null,
                row.getUUID("adjusting_meeting"),
                coordinator ? side(row.getString("adjusting_side")) : null,
                row.getString("reason_code"),
                tell ? row.getString("reason_text") : null,
                history);
    }

    private static Concerned.@Nullable Side side(@Nullable String name) {
        return name == null ? null : Concerned.Side.valueOf(name);
    }

    private static @Nullable Stage stage(@Nullable String name) {
        return name == null ? null : Stage.valueOf(name);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
