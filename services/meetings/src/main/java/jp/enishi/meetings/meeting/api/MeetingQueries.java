package jp.enishi.meetings.meeting.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.meetings.Documents;
import jp.enishi.meetings.Scope;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingState;
import jp.enishi.meetings.meeting.domain.Text;
import jp.enishi.meetings.meeting.persistence.BusyTimes;
import org.jspecify.annotations.Nullable;

/** Reads meetings within the caller's scope, straight from the rows. */
@ApplicationScoped
class MeetingQueries {
    private static final String SCOPED =
            " and ($2 or m.client_user = $3 or m.talent_user = $3 or m.coordinator_user = $3)";

    private final Pool pool;
    private final Documents documents;

    MeetingQueries(Pool pool, Documents documents) {
        this.pool = pool;
        this.documents = documents;
    }

    /** A meeting, the title of its case if it is known, and the time by the database's clock. */
    record Found(Meeting meeting, @Nullable Text title, Instant now) {}

    Uni<@Nullable Found> find(UUID meetingId, Scope scope) {
        return pool.preparedQuery("""
            select m.document, t.ja, t.en, now() as now from meeting m left join case_title t using (case_id)
            where m.meeting_id = $1\
            """ + SCOPED)
                .execute(Tuple.of(meetingId, scope.everything(), scope.user()))
                .map(rows -> rows.iterator().hasNext() ? found(rows.iterator().next()) : null);
    }

    /** The newest first; in some states, when there are any, and of one case, when there is one. */
    Uni<List<Found>> list(
            Scope scope, List<MeetingState> states, @Nullable UUID caseId, @Nullable UUID before, int most) {
        return pool.preparedQuery("""
            select m.document, t.ja, t.en, now() as now from meeting m left join case_title t using (case_id)
            where (cardinality($1::text[]) = 0 or m.state = any($1))\
            """ + SCOPED + """
            and ($4::uuid is null or m.meeting_id < $4) and ($6::uuid is null or m.case_id = $6)
            order by m.meeting_id desc limit $5\
            """)
                .execute(Tuple.of(
                        states.stream().map(MeetingState::name).toArray(String[]::new),
                        scope.everything(),
                        scope.user(),
                        before,
                        most,
                        caseId))
                .map(rows -> rows.stream().map(this::found).toList());
    }

    /** When the participants are in other meetings. */
    Uni<BusyTimes> busy(Meeting meeting) {
        return pool.preparedQuery("""
            select lower(during) as starts, upper(during) as ends from booking
            where live and participant = any($1) and meeting_id <> $2\
            """)
                .execute(Tuple.of(meeting.users().toArray(new UUID[0]), meeting.meetingId()))
                .map(rows -> new BusyTimes(rows.stream()
                        .map(row -> new BusyTimes.Interval(
                                row.getOffsetDateTime("starts").toInstant(),
                                row.getOffsetDateTime("ends").toInstant()))
                        .toList()));
    }

    private Found found(Row row) {
        String title = row.getString("ja");
        return new Found(
                documents.read(row.getString("document"), Meeting.class),
                title == null ? null : new Text(title, row.getString("en")),
                row.getOffsetDateTime("now").toInstant());
    }
}
