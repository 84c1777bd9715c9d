package jp.enishi.meetings.meeting.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Attendance;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.domain.Verdict;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The small bodies of a meeting's requests and answers. */
public final class Bodies {
    private Bodies() {}

    /**
     * The slot that the coordinator chose.
     *
     * @param override it was agreed on otherwise than by the poll's answers; needs the reason, which is told to all three
     */
    @Schema(name = "MeetingBooking")
    public record Booking(
            @NotNull UUID slotId,
            @Nullable Boolean override,
            @Nullable @Size(max = 500) String reason) {}

    /**
     * A new time, maybe another place, and why; the reason is told to all three.
     *
     * @param override it was agreed on otherwise than by the poll's answers
     */
    @Schema(name = "MeetingMove")
    public record Move(
            @NotNull Instant start,
            @Nullable @Valid PlaceBody place,
            @Nullable Boolean override,
            @NotBlank @Size(max = 500) String reason) {}

    /** Why there will be no meeting; told to all three. */
    @Schema(name = "MeetingCancellation")
    public record Cancellation(@NotBlank @Size(max = 500) String reason) {}

    /** What a side took from the meeting. A coordinator may name the side whose words they write down. */
    @Schema(name = "MeetingOutcome")
    public record OutcomeBody(
            @NotNull Verdict outcome,
            @Nullable @Size(max = 4_000) String feedback,
            @Nullable @Size(min = 1, max = 4_000) String adjustment,
            @Nullable Side side) {}

    /** A calendar's answer as it was understood. */
    @Schema(name = "CalendarReply")
    public record ReplyView(UUID meetingId, Side side, Attendance attendance) {}
}
