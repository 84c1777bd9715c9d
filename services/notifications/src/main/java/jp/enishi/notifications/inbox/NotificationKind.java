package jp.enishi.notifications.inbox;

import java.util.EnumSet;
import java.util.Set;

/** Why somebody is told. */
public enum NotificationKind {
    /** A published case looks for talents. */
    NEW_CASE,
    /** A new or changed profile fits an open case. */
    FITTING_CASE,
    CASE_CHANGED,
    CASE_CLOSED,
    /** A proposal to the client, its deadline, its end. */
    PROPOSAL,
    /** The talent's own status changed, or somebody left the running. */
    CANDIDACY,
    /** The client wants to meet. */
    MEETING_WANTED,
    /** A date is asked for. */
    MEETING_POLL,
    MEETING_BOOKED,
    MEETING_CHANGED,
    /** A version of terms waits for an answer, or an offer ended. */
    OFFER,
    AGREEMENT,
    ORDER,
    ENGAGEMENT,
    INQUIRY,
    /** A company viewed the talent's résumé. */
    VIEWED,
    /** A saved search found something new. */
    SAVED_SEARCH;

    private static final Set<NotificationKind> CHOSEN = EnumSet.of(
            PROPOSAL,
            CANDIDACY,
            MEETING_WANTED,
            MEETING_POLL,
            OFFER,
            AGREEMENT,
            ORDER,
            ENGAGEMENT,
            INQUIRY,
            SAVED_SEARCH);

    /** These correct what was said before; nobody can switch that off. */
    public boolean recall() {
        return this == CASE_CHANGED || this == CASE_CLOSED;
    }

    /** The kinds of the order flow that a person may have by mail or not. */
    public static Set<NotificationKind> chosen() {
        return EnumSet.copyOf(CHOSEN);
    }
}
