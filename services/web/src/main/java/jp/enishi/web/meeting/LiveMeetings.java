package jp.enishi.web.meeting;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import jp.enishi.web.service.Meeting;
import jp.enishi.web.service.MeetingsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The reader's meetings for which a date is sought or set, those that are over among them: asked for once in a request. */
@RequestScoped
public class LiveMeetings {
    private static final int MOST = 100;
    private static final List<String> LIVE = List.of("POLLING", "BOOKED");

    private final MeetingsService meetings;
    private @Nullable List<Meeting> asked;

    LiveMeetings(@RestClient MeetingsService meetings) {
        this.meetings = meetings;
    }

    /** The newest first; throws what the question has thrown, and asks again after that. */
    public synchronized List<Meeting> all() {
        List<Meeting> known = asked;
        if (known == null) {
            known = meetings.meetings(MOST, null, LIVE).items();
            asked = known;
        }
        return known;
    }
}
