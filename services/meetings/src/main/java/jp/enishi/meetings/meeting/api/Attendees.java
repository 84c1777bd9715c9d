package jp.enishi.meetings.meeting.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.Participant;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.platform.http.Refusal;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.mail.Addresses;

/** Finds the participant behind a mail address, which is asked for and kept nowhere. */
@ApplicationScoped
class Attendees {
    private final Addresses addresses;

    Attendees(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Fails with 422 when nobody in the meeting has the address, with 503 while addresses can't be asked. */
    Uni<Side> sideOf(Meeting meeting, String address) {
        return Multi.createFrom()
                .iterable(meeting.participants())
                .onItem()
                .transformToUniAndConcatenate(participant -> of(participant)
                        .map(known -> known.filter(address::equalsIgnoreCase).map(same -> participant.side())))
                .collect()
                .asList()
                .map(sides -> sides.stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow(() -> ValidationFailure.at("/attendee", "attendee-unknown")));
    }

    private Uni<Optional<String>> of(Participant participant) {
        return addresses.of(participant.userId()).onFailure().transform(failure -> new Refusal(503, "unavailable"));
    }
}
