package jp.enishi.cases.candidacy.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one person stands for one position, as the coordinator sees it. */
public enum Stage {
    SELECTED,
    APPLIED,
    PROPOSED,
    MEETING_WANTED,
    MEETING_BOOKED,
    MET,
    OFFERED,
    AGREED,
    ORDERED,
    ENGAGED,
    COMPLETED,
    /** The client passed. */
    PASSED,
    /** The coordinator didn't take it further. */
    DECLINED,
    /** The talent withdrew. */
    WITHDRAWN,
    /** The talent refused the offer: there is no order, ever. */
    REFUSED,
    /** The client didn't decide in time. */
    LAPSED,
    /** The case ended, or the position was filled. */
    CLOSED;

    /** The way that other services report on. */
    private static final List<Stage> LINE = List.of(MEETING_WANTED, MET, OFFERED, AGREED, ORDERED, ENGAGED, COMPLETED);

    private static final Set<Stage> BOUND = EnumSet.of(AGREED, ORDERED, ENGAGED, COMPLETED);

    private static final Set<Stage> HIDDEN_FROM_CLIENT = EnumSet.of(SELECTED, APPLIED, DECLINED);

    /**
     * The stages that may come next. A meeting or an offer may follow a wish to meet again that it overtook. An agreement was made when both accepted, so it stands even where the case was
     * closed, the talent withdrew or the client passed before that was known here.
     */
    public Set<Stage> next() {
        return switch (this) {
            case SELECTED -> EnumSet.of(APPLIED, PROPOSED, DECLINED, CLOSED);
            case APPLIED -> EnumSet.of(SELECTED, DECLINED, WITHDRAWN, CLOSED);
            case PROPOSED -> EnumSet.of(SELECTED, APPLIED, MEETING_WANTED, PASSED, LAPSED, WITHDRAWN, CLOSED);
            case MEETING_WANTED -> EnumSet.of(MEETING_BOOKED, MET, PASSED, WITHDRAWN, CLOSED);
            case MEETING_BOOKED -> EnumSet.of(MEETING_WANTED, MET, PASSED, WITHDRAWN, CLOSED);
            case MET -> EnumSet.of(MEETING_WANTED, OFFERED, PASSED, WITHDRAWN, CLOSED);
            case OFFERED -> EnumSet.of(MET, AGREED, REFUSED, WITHDRAWN, CLOSED);
            case AGREED -> EnumSet.of(ORDERED);
            case ORDERED -> EnumSet.of(ENGAGED);
            case ENGAGED -> EnumSet.of(COMPLETED);
            case CLOSED, WITHDRAWN, PASSED -> EnumSet.of(AGREED);
            case COMPLETED, DECLINED, REFUSED, LAPSED -> EnumSet.noneOf(Stage.class);
        };
    }

    /**
     * The steps from here to a stage that another service reported, or none when it is no news or can't be. Reports about
     * different meetings and offers may overtake each other, so what was passed over on the way is walked through.
     */
    public List<Stage> towards(Stage reported) {
        if (next().contains(reported)) {
            return List.of(reported);
        }
        int there = LINE.indexOf(reported);
        Stage from = next().contains(AGREED) ? OFFERED : this;
        int here = LINE.indexOf(from == MEETING_BOOKED ? MEETING_WANTED : from);
        return here < 0 || there <= here ? List.of() : LINE.subList(here + 1, there + 1);
    }

    /** Whether the person is still in the running, before an agreement. */
    public boolean open() {
        return next().contains(CLOSED);
    }

    /** Whether a seat of the position is taken by it. */
    public boolean bound() {
        return BOUND.contains(this);
    }

    /** What the talent who knows of it is shown, or null while there is nothing to be shown. */
    public @Nullable TalentStatus status() {
        return switch (this) {
            case SELECTED -> null;
            case APPLIED -> TalentStatus.APPLIED;
            case PROPOSED -> TalentStatus.PROPOSED;
            case MEETING_WANTED, MEETING_BOOKED, MET -> TalentStatus.MEETING;
            case OFFERED -> TalentStatus.OFFERED;
            case AGREED, ORDERED -> TalentStatus.AGREED;
            case ENGAGED -> TalentStatus.ENGAGED;
            case COMPLETED -> TalentStatus.COMPLETED;
            case PASSED, DECLINED, LAPSED -> TalentStatus.NOT_SELECTED;
            case CLOSED -> TalentStatus.CASE_CLOSED;
            case WITHDRAWN, REFUSED -> TalentStatus.WITHDRAWN;
        };
    }

    /** The stages by which the client may be shown a candidacy. */
    public static Set<Stage> shownToClient() {
        return EnumSet.complementOf(EnumSet.copyOf(HIDDEN_FROM_CLIENT));
    }
}
