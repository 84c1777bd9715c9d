package jp.enishi.notifications.news;

import jp.enishi.notifications.inbox.NotificationKind;

/**
 * What happened, by kind and event: each has its own sentence in every language, in mails and in the inbox. Mailed is what
 * needs an answer or ends something, unless the mail that brings the invitation or the document says it already.
 */
public enum Occasion {
    PROPOSAL_SENT(NotificationKind.PROPOSAL, true),
    PROPOSAL_REMINDER(NotificationKind.PROPOSAL, true),
    PROPOSAL_LAPSED(NotificationKind.PROPOSAL, false),
    PROPOSAL_WITHDRAWN(NotificationKind.PROPOSAL, false),
    PROPOSAL_DECIDED(NotificationKind.PROPOSAL, false),
    CANDIDACY_APPLIED(NotificationKind.CANDIDACY, false),
    CANDIDACY_PROPOSED(NotificationKind.CANDIDACY, true),
    CANDIDACY_NOT_SELECTED(NotificationKind.CANDIDACY, true),
    CANDIDACY_CASE_CLOSED(NotificationKind.CANDIDACY, true),
    CANDIDACY_WITHDRAWN(NotificationKind.CANDIDACY, false),
    CANDIDACY_APPLICATION(NotificationKind.CANDIDACY, true),
    CANDIDACY_PASSED(NotificationKind.CANDIDACY, false),
    CANDIDACY_LEFT(NotificationKind.CANDIDACY, true),
    CANDIDACY_ADJUST(NotificationKind.CANDIDACY, true),
    MEETING_WANTED_BY_CLIENT(NotificationKind.MEETING_WANTED, true),
    MEETING_POLL_ASKED(NotificationKind.MEETING_POLL, true),
    MEETING_POLL_UNDECIDED(NotificationKind.MEETING_POLL, true),
    MEETING_BOOKED_DATE(NotificationKind.MEETING_BOOKED, false),
    MEETING_CHANGED_MOVED(NotificationKind.MEETING_CHANGED, false),
    MEETING_CHANGED_CANCELLED(NotificationKind.MEETING_CHANGED, false),
    MEETING_CHANGED_TOMORROW(NotificationKind.MEETING_CHANGED, false),
    MEETING_CHANGED_SOON(NotificationKind.MEETING_CHANGED, false),
    OFFER_NEW(NotificationKind.OFFER, true),
    OFFER_COUNTER(NotificationKind.OFFER, true),
    OFFER_REFUSED(NotificationKind.OFFER, true),
    OFFER_WITHDRAWN(NotificationKind.OFFER, true),
    OFFER_EXPIRED(NotificationKind.OFFER, true),
    OFFER_RELEASED(NotificationKind.OFFER, true),
    AGREEMENT_REACHED(NotificationKind.AGREEMENT, true),
    ORDER_PARTY(NotificationKind.ORDER, true),
    ORDER_PREPARED(NotificationKind.ORDER, true),
    ORDER_PENDING(NotificationKind.ORDER, true),
    ORDER_ORDERED(NotificationKind.ORDER, false),
    ORDER_CONFIRMED(NotificationKind.ORDER, false),
    ENGAGEMENT_CHECK_IN(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_RENEWAL(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_NOTICE(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_TICKET(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_AMENDMENT_PROPOSED(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_AMENDMENT_REFUSED(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_AMENDMENT_WITHDRAWN(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_AMENDMENT_SIGNED(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_TICKET_OPENED(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_TICKET_ESCALATED(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_TICKET_REPLIED(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_TICKET_RESOLVED(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_ENDING(NotificationKind.ENGAGEMENT, true),
    ENGAGEMENT_ENDED(NotificationKind.ENGAGEMENT, false),
    INQUIRY_NEW(NotificationKind.INQUIRY, true),
    INQUIRY_ASSIGNED(NotificationKind.INQUIRY, true),
    SAVED_SEARCH_NEW(NotificationKind.SAVED_SEARCH, true),
    SAVED_SEARCH_CHANGED(NotificationKind.SAVED_SEARCH, true),
    /** In mails alone: stands for all that was found since the one before. */
    SAVED_SEARCH_DIGEST(NotificationKind.SAVED_SEARCH, true),
    VIEWED_SHEET(NotificationKind.VIEWED, false),
    CASE_CHANGED_REQUIREMENTS(NotificationKind.CASE_CHANGED, true);

    private final NotificationKind kind;
    private final boolean mailed;

    Occasion(NotificationKind kind, boolean mailed) {
        this.kind = kind;
        this.mailed = mailed;
    }

    public NotificationKind kind() {
        return kind;
    }

    /** What tells it from others of its kind. */
    public String event() {
        return name().substring(kind.name().length() + 1);
    }

    public boolean mailed() {
        return mailed;
    }

    /** The one with this kind and event. */
    public static Occasion of(NotificationKind kind, String event) {
        return valueOf(kind.name() + "_" + event);
    }
}
