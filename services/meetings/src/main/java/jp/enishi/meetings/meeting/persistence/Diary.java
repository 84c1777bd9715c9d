package jp.enishi.meetings.meeting.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Meeting;

/**
 * Who is booked when. The participants' diaries are locked, always in the same order, before they are read and written, so
 * that of two bookings that collide the second finds the first; the exclusion constraint holds should that ever fail.
 */
@ApplicationScoped
public class Diary {

    /** The times at which a meeting's participants are in other meetings; their diaries stay locked until the transaction ends. */
    public Uni<BusyTimes> busy(Meeting meeting) {
        List<UUID> users = meeting.users();
        return Panache.getSession()
                .call(session -> Multi.createFrom()
                        .iterable(users.stream().sorted().toList())
                        .onItem()
                        .transformToUniAndConcatenate(user -> session.createNativeQuery(
                                        "select cast(pg_advisory_xact_lock(hashtextextended(:user, 8086)) as text)",
                                        String.class)
                                .setParameter("user", user.toString())
                                .getSingleResult())
                        .collect()
                        .asList())
                .chain(session -> session.createNativeQuery("""
                    select cast(extract(epoch from lower(during)) as bigint), cast(extract(epoch from upper(during)) as bigint)
                    from booking where live and participant in (:users) and meeting_id <> :meeting\
                    """, Object[].class)
                        .setParameter("users", users)
                        .setParameter("meeting", meeting.meetingId())
                        .getResultList())
                .map(rows -> new BusyTimes(rows.stream()
                        .map(row -> new BusyTimes.Interval(
                                Instant.ofEpochSecond((Long) row[0]), Instant.ofEpochSecond((Long) row[1])))
                        .toList()));
    }

    /** Books the participants of a meeting for its time, instead of the time for which they were booked before. */
    public Uni<Void> occupy(Meeting booked) {
        Instant start = Objects.requireNonNull(booked.start());
        Instant end = Objects.requireNonNull(booked.end());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                    insert into booking (meeting_id, participant, during)
                    select m.meeting_id, p.participant, tstzrange(to_timestamp(:start), to_timestamp(:end))
                    from meeting m cross join lateral
                        (values (m.client_user), (m.talent_user), (m.coordinator_user)) as p (participant)
                    where m.meeting_id = :meeting
                    on conflict (meeting_id, participant) do update set during = excluded.during, live = true\
                    """)
                        .setParameter("start", start.getEpochSecond())
                        .setParameter("end", end.getEpochSecond())
                        .setParameter("meeting", booked.meetingId())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Sets the participants of a cancelled meeting free. */
    public Uni<Void> release(Meeting cancelled) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "update booking set live = false where meeting_id = :meeting")
                        .setParameter("meeting", cancelled.meetingId())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
