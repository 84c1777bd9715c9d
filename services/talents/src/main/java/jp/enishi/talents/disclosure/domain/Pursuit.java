package jp.enishi.talents.disclosure.domain;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.kernel.RuleViolation;

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

    /**
     * Whoever is bound to a client, or has an offer to answer, settles that before they are erased.
     *
     * @param pursuits all of the talent's
     * @throws RuleViolation {@code erasure-order-running} or {@code erasure-offer-open}
     */
    public static void requireNothingOpen(List<Pursuit> pursuits) {
        if (pursuits.stream().anyMatch(pursuit -> pursuit.agreed() && !pursuit.stage.equals("COMPLETED"))) {
            throw new RuleViolation("erasure-order-running");
        }
        if (pursuits.stream().anyMatch(pursuit -> pursuit.stage.equals("OFFERED"))) {
            throw new RuleViolation("erasure-offer-open");
        }
    }

    /** Whether client and talent have agreed on terms, so that they need to reach each other. */
    public boolean agreed() {
        return AGREED.contains(stage);
    }
}
