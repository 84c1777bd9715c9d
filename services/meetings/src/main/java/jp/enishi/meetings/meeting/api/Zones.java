package jp.enishi.meetings.meeting.api;

import java.time.ZoneId;

/** The zone of those who name none. */
final class Zones {
    static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private Zones() {}
}
