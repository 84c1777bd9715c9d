package jp.enishi.notifications.inbox;

/** Why somebody is told: a case fits them, or a case they were told of is no longer what it was. */
public enum NotificationKind {
    /** A published case looks for talents. */
    NEW_CASE,
    /** A new or changed profile fits an open case. */
    FITTING_CASE,
    CASE_CHANGED,
    CASE_CLOSED;

    /** The last two correct what was said before; nobody can switch that off. */
    public boolean recall() {
        return this == CASE_CHANGED || this == CASE_CLOSED;
    }
}
