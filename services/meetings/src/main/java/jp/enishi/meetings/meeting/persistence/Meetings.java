package jp.enishi.meetings.meeting.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.meetings.Documents;
import jp.enishi.meetings.Scope;
import jp.enishi.meetings.meeting.domain.Due;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.platform.kernel.NotFound;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The write model: a meeting is changed under the lock of its row, before any other lock is taken. Everything here runs
 * inside the use case's transaction.
 */
@ApplicationScoped
public class Meetings {
    private final Documents documents;

    Meetings(Documents documents) {
        this.documents = documents;
    }

    /** The time by the database's clock, which alone decides what is over and what is due. */
    public Uni<Instant> now() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(extract(epoch from now()) * 1000000 as bigint)", Long.class)
                        .getSingleResult())
                .map(micros -> Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L));
    }

    /** Locks a meeting within the scope. Fails with {@link NotFound} when there is none. */
    public Uni<LockedMeeting> lock(UUID meetingId, Scope scope) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("""
                    from MeetingRow m where m.meetingId = :id and (:everything = true
                    or m.clientUser = :user or m.talentUser = :user or m.coordinatorUser = :user)\
                    """, MeetingRow.class)
                        .setParameter("id", meetingId)
                        .setParameter("everything", scope.everything())
                        .setParameter("user", scope.user())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("meeting", meetingId))
                .map(row -> new LockedMeeting(documents.read(row.document, Meeting.class), row));
    }

    /** One meeting for which something is due and that nobody else is changing, or null. */
    public Uni<@Nullable UUID> nextDue() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                    select meeting_id from meeting where due_at <= now()
                    order by due_at, meeting_id limit 1 for update skip locked\
                    """, UUID.class).getSingleResultOrNull());
    }

    /** The meetings of a candidacy that are still to take place. */
    public Uni<List<UUID>> liveOfCandidacy(UUID candidacyId) {
        return live("m.candidacyId", candidacyId);
    }

    /** The meetings of a case that are still to take place. */
    public Uni<List<UUID>> liveOfCase(UUID caseId) {
        return live("m.caseId", caseId);
    }

    private static Uni<List<UUID>> live(String key, UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select m.meetingId from MeetingRow m where " + key
                                        + " = :id and m.state in (POLLING, BOOKED) order by m.meetingId",
                                UUID.class)
                        .setParameter("id", id)
                        .getResultList());
    }

    /** Writes a new meeting. A second live one of the same candidacy fails on the unique index. */
    public Uni<Void> add(Meeting called, Instant now) {
        var row = new MeetingRow();
        row.meetingId = called.meetingId();
        row.candidacyId = called.candidacyId();
        row.caseId = called.caseId();
        row.clientUser = called.participant(Side.CLIENT).userId();
        row.talentUser = called.participant(Side.TALENT).userId();
        row.coordinatorUser = called.participant(Side.COORDINATOR).userId();
        copy(called, row, now);
        return Panache.getSession().call(session -> session.persist(row)).chain(Mutiny.Session::flush);
    }

    /** Writes the next state of a locked meeting, which stays locked. */
    public Uni<LockedMeeting> change(LockedMeeting locked, Meeting next, Instant now) {
        copy(next, locked.row, now);
        return Panache.getSession().chain(Mutiny.Session::flush).replaceWith(new LockedMeeting(next, locked.row));
    }

    private void copy(Meeting from, MeetingRow to, Instant now) {
        to.version = from.version();
        to.state = from.state();
        to.dueAt = from.nextDue().map(Due::at).orElse(null);
        to.document = documents.write(from);
        to.updatedAt = now;
    }
}
