package jp.enishi.meetings.meeting.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.MeetingState;
import org.jspecify.annotations.Nullable;

/** The row of a meeting; changed only under its lock, by {@link Meetings}. */
@Entity
@Table(name = "meeting")
class MeetingRow {
    @Id
    @Column(name = "meeting_id")
    UUID meetingId;

    @Column(name = "candidacy_id", updatable = false)
    UUID candidacyId;

    @Column(name = "case_id", updatable = false)
    UUID caseId;

    long version;

    @Enumerated(EnumType.STRING)
    MeetingState state;

    @Column(name = "client_user", updatable = false)
    UUID clientUser;

    @Column(name = "talent_user", updatable = false)
    UUID talentUser;

    @Column(name = "coordinator_user", updatable = false)
    UUID coordinatorUser;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    String document;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    MeetingRow() {}
}
