package jp.enishi.matching.team.search;

import ai.timefold.solver.core.api.domain.common.PlanningId;
import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One seat of one case, and who sits there. Timefold makes, copies and changes these, so they are not immutable. */
@PlanningEntity
public class Seat {
    @PlanningId
    private int number;

    private int share;
    private int position;

    @ValueRangeProvider
    private List<Member> suited = List.of();

    @PlanningPin
    private boolean pinned;

    @PlanningVariable(allowsUnassigned = true)
    private @Nullable Member member;

    /** For Timefold, which fills a copy by its fields. */
    public Seat() {}

    Seat(int number, int share, int position, List<Member> suited, @Nullable Member member, boolean pinned) {
        this.number = number;
        this.share = share;
        this.position = position;
        this.suited = suited;
        this.member = member;
        this.pinned = pinned;
    }

    /** Whose case it is: its place in the question. */
    int share() {
        return share;
    }

    /** Of which position: its place in the case. */
    int position() {
        return position;
    }

    public int getNumber() {
        return number;
    }

    /** Who may sit here. */
    public List<Member> getSuited() {
        return suited;
    }

    public boolean isPinned() {
        return pinned;
    }

    public @Nullable Member getMember() {
        return member;
    }

    /** Timefold refuses a variable without a setter. */
    public void setMember(@Nullable Member member) {
        this.member = member;
    }

    @Override
    public String toString() {
        return "seat " + number;
    }
}
