package jp.enishi.meetings.meeting.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Choice;
import jp.enishi.meetings.meeting.domain.Language;
import jp.enishi.meetings.meeting.domain.MeetingPlan;
import jp.enishi.meetings.meeting.domain.Participant;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.ValidationFailure;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Calls a meeting. It costs nobody anything: there is no field for money, and unknown fields are refused. */
@Schema(name = "MeetingCall")
public record Call(
        @NotNull UUID candidacyId,
        @NotNull @Valid People participants,
        @Min(15) @Max(120) int durationMinutes,
        @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Time> slots,
        @NotNull Instant deadline,
        @NotNull Choice choice,
        @NotNull @Valid PlaceBody place) {

    /** One person for each side. */
    @Schema(name = "MeetingCallPeople")
    public record People(
            @NotNull @Valid Person client,
            @NotNull @Valid Person talent,
            @NotNull @Valid Person coordinator) {}

    /** Zone: an IANA name, Asia/Tokyo unless told; language: ja unless told. */
    @Schema(name = "MeetingCallPerson")
    public record Person(
            @NotNull UUID userId,
            @Nullable @Size(max = 50) String zone,
            @Nullable Language language) {}

    /** A proposed time. */
    @Schema(name = "MeetingCallSlot")
    public record Time(@NotNull Instant start) {}

    MeetingPlan plan() {
        List<FieldError> errors = new ArrayList<>();
        List<Participant> people = List.of(
                participant(Side.CLIENT, participants.client(), "/participants/client", errors),
                participant(Side.TALENT, participants.talent(), "/participants/talent", errors),
                participant(Side.COORDINATOR, participants.coordinator(), "/participants/coordinator", errors));
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
        return new MeetingPlan(
                people, durationMinutes, slots.stream().map(Time::start).toList(), deadline, choice, place.place());
    }

    private static Participant participant(Side side, Person person, String pointer, List<FieldError> errors) {
        String zone = person.zone() == null ? Zones.JAPAN.getId() : person.zone();
        boolean known = ZoneId.getAvailableZoneIds().contains(zone);
        if (!known) {
            errors.add(new FieldError(pointer + "/zone", "zone-unknown"));
        }
        return new Participant(
                side,
                person.userId(),
                known ? ZoneId.of(zone) : Zones.JAPAN,
                person.language() == null ? Language.ja : person.language());
    }
}
