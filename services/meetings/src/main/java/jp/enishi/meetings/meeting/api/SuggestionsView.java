package jp.enishi.meetings.meeting.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.Side;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Times that may suit everybody, the earliest first, at most fifty. */
@Schema(name = "Suggestions")
public record SuggestionsView(List<Suggestion> items) {

    /** A time as each of the three reads it. */
    @Schema(name = "Suggestion")
    public record Suggestion(Instant start, List<Local> local) {}

    /** The time in one participant's zone. */
    @Schema(name = "SuggestionLocal")
    public record Local(Side side, OffsetDateTime start) {}

    static SuggestionsView of(Meeting meeting, List<Instant> starts) {
        return new SuggestionsView(starts.stream()
                .map(start -> new Suggestion(
                        start,
                        meeting.participants().stream()
                                .map(participant -> new Local(
                                        participant.side(),
                                        start.atZone(participant.zone()).toOffsetDateTime()))
                                .toList()))
                .toList());
    }
}
