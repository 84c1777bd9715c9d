package jp.enishi.cases.proposal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import jp.enishi.cases.Documents;
import jp.enishi.cases.candidacy.domain.Level;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.cases.clientcase.domain.Text;
import jp.enishi.cases.proposal.api.ProposalView.OpenSeats;
import jp.enishi.cases.proposal.api.ProposalView.PersonView;
import jp.enishi.cases.proposal.api.ProposalView.SeatView;
import jp.enishi.cases.proposal.api.ProposalView.TeamView;
import jp.enishi.cases.proposal.domain.ProposalState;
import jp.enishi.cases.proposal.domain.Team;
import org.jspecify.annotations.Nullable;

/** Reads proposals. */
@ApplicationScoped
class ProposalQueries {
    private final Pool pool;
    private final Documents documents;

    ProposalQueries(Pool pool, Documents documents) {
        this.pool = pool;
        this.documents = documents;
    }

    /** The proposals of a case, newest first; drafts and withdrawn ones only for coordinators. */
    Uni<List<UUID>> ofCase(UUID caseId, boolean coordinator, @Nullable UUID before, int most) {
        return pool.preparedQuery("""
            select proposal_id from proposal where case_id = $1 and ($2 or state not in ('DRAFT', 'WITHDRAWN'))
            and ($3::uuid is null or proposal_id < $3) order by proposal_id desc limit $4\
            """)
                .execute(Tuple.of(caseId, coordinator, before, most))
                .map(rows ->
                        rows.stream().map(row -> row.getUUID("proposal_id")).toList());
    }

    /** Those of all cases in a state, newest first. */
    Uni<List<ProposalSummary>> desk(@Nullable ProposalState state, @Nullable UUID before, int most) {
        return pool.preparedQuery("""
            select p.proposal_id, p.case_id, p.state, p.decide_by, c.requirements,
                (select count(distinct k.candidacy_id)::int from proposal_seat e join candidacy k using (candidacy_id)
                    where e.proposal_id = p.proposal_id and k.stage = 'PROPOSED') as undecided
            from proposal p join client_case c using (case_id)
            where ($1::text is null or p.state = $1) and ($2::uuid is null or p.proposal_id < $2)
            order by p.proposal_id desc limit $3\
            """)
                .execute(Tuple.of(state == null ? null : state.name(), before, most))
                .map(rows -> rows.stream()
                        .map(row -> new ProposalSummary(
                                row.getUUID("proposal_id"),
                                row.getUUID("case_id"),
                                documents
                                        .read(row.getString("requirements"), Requirements.class)
                                        .title(),
                                ProposalState.valueOf(row.getString("state")),
                                instant(row, "decide_by"),
                                row.getInteger("undecided")))
                        .toList());
    }

    /** One, with everybody in it; null when there is none. */
    Uni<@Nullable ProposalView> find(UUID proposalId) {
        return pool.preparedQuery("""
                        select proposal_id, case_id, version, state, plan, teams, decide_by, sent_at
                        from proposal where proposal_id = $1""")
                .execute(Tuple.of(proposalId))
                .chain(rows -> rows.iterator().hasNext()
                        ? with(rows.iterator().next())
                        : Uni.createFrom().nullItem());
    }

    private Uni<ProposalView> with(Row proposal) {
        List<Team> teams = List.of(documents.read(proposal.getString("teams"), Team[].class));
        UUID[] candidacies = teams.stream()
                .flatMap(team -> team.seats().stream())
                .map(Team.Seat::candidacyId)
                .distinct()
                .toArray(UUID[]::new);
        return pool.preparedQuery("""
            select c.candidacy_id, c.position_id, c.talent_id, c.stage, c.version, coalesce(f.talent_version, c.talent_version) as talent_version,
                f.snapshot_hash, coalesce(s.document::json ->> 'sheet', t.sheet) as sheet, t.availability,
                exists (select from consent x where x.talent_id = c.talent_id and x.case_id = c.case_id
                    and x.organization_id = c.organization_id and x.given) as named
            from candidacy c
            left join proposal_seat f on f.candidacy_id = c.candidacy_id and f.proposal_id = $1
            left join snapshot s on s.hash = f.snapshot_hash
            join talent_sheet t on t.talent_id = c.talent_id and t.version = coalesce(f.talent_version, c.talent_version)
            where c.candidacy_id = any($2) order by c.candidacy_id\
            """)
                .execute(Tuple.of(proposal.getUUID("proposal_id"), candidacies))
                .map(rows -> rows.stream().map(this::person).toList())
                .map(people -> view(proposal, teams, people));
    }

    private PersonView person(Row row) {
        String availability = row.getString("availability");
        return new PersonView(
                row.getUUID("candidacy_id"),
                row.getUUID("position_id"),
                row.getUUID("talent_id"),
                row.getLong("talent_version"),
                row.getString("snapshot_hash"),
                documents.read(row.getString("sheet"), JsonNode.class),
                availability == null ? null : documents.read(availability, JsonNode.class),
                Stage.valueOf(row.getString("stage")),
                row.getLong("version"),
                row.getBoolean("named") ? Level.NAMED : Level.ANONYMISED);
    }

    private ProposalView view(Row row, List<Team> teams, List<PersonView> people) {
        Map<UUID, PersonView> byCandidacy = new HashMap<>();
        people.forEach(person -> byCandidacy.put(person.candidacyId(), person));
        return new ProposalView(
                row.getUUID("proposal_id"),
                row.getUUID("case_id"),
                row.getLong("version"),
                ProposalState.valueOf(row.getString("state")),
                documents.read(row.getString("plan"), Text.class),
                teams.stream()
                        .map(team -> new TeamView(
                                team.label(),
                                team.seats().stream()
                                        .map(seat -> new SeatView(seat.positionId(), seat.candidacyId(), seat.rate()))
                                        .toList(),
                                team.open().stream()
                                        .map(open -> new OpenSeats(open.positionId(), open.seats()))
                                        .toList(),
                                team.total(),
                                start(team, byCandidacy)))
                        .toList(),
                people,
                instant(row, "decide_by"),
                instant(row, "sent_at"));
    }

    /** The day on which the last of the team is available. */
    private static @Nullable LocalDate start(Team team, Map<UUID, PersonView> people) {
        List<LocalDate> days = team.seats().stream()
                .flatMap(seat -> Stream.ofNullable(people.get(seat.candidacyId())))
                .flatMap(person -> Stream.ofNullable(person.availability()))
                .filter(availability -> availability.hasNonNull("from"))
                .map(availability -> LocalDate.parse(availability.get("from").asText()))
                .toList();
        return days.size() < team.seats().size()
                ? null
                : days.stream().max(LocalDate::compareTo).orElse(null);
    }

    private static @Nullable Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
