package jp.enishi.talents.disclosure.domain;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A talent's way for a position of a client's case, as far as disclosures need it.
 *
 * @param told whether the talent was ever told of it
 * @param shownVersions the versions of the talent that the client was shown
 */
public record Pursuit(UUID candidacyId, String stage, boolean told, List<Long> shownVersions) {
    private static final Set<String> AGREED = Set.of("AGREED", "ORDERED", "ENGAGED", "COMPLETED");
    private static final Set<String> SHOWN = Set.of("PROPOSED", "MEETING_WANTED", "MEETING_BOOKED", "MET", "OFFERED");
    private static final Set<String> ENDED = Set.of("PASSED", "DECLINED", "WITHDRAWN", "REFUSED", "LAPSED", "CLOSED");

    public Pursuit {
        shownVersions = List.copyOf(shownVersions);
    }

    /** Whether the client sees the talent's sheet at this stage. */
    public static boolean isShown(String stage) {
        return SHOWN.contains(stage) || AGREED.contains(stage);
    }

    /** Whether the talent may consent to be named for it: they know of it, and it has come to nothing yet. */
    public boolean mayBeConsentedTo() {
        return told && !ENDED.contains(stage);
    }

    /** Whether what was agreed on for a client's case is done with; unknown news of it isn't the end. */
    static boolean over(List<Pursuit> pursuits) {
        var agreed = pursuits.stream().filter(Pursuit::agreed).toList();
        return !agreed.isEmpty() && agreed.stream().allMatch(pursuit -> pursuit.stage.equals("COMPLETED"));
    }

    /** Whether client and talent have agreed on terms, so that they need to reach each other. */
    public boolean agreed() {
        return AGREED.contains(stage);
    }
}
