package jp.enishi.notifications.mail;

import jp.enishi.notifications.inbox.NotificationKind;

/**
 * What is true of a mail at the moment it could leave.
 *
 * @param complete whether the listing has all that a mail about it must say
 * @param open whether the listing is shown now
 * @param wanted whether the reader wants mails of this kind
 * @param mailsToday mails about fits that this person got, or is getting, today in Japan
 * @param mailedBefore whether an earlier mail told this person of the case
 * @param mailingBefore whether an earlier one may just be leaving
 * @param superseded whether a later notification says what is true now
 */
record MailFacts(
        NotificationKind kind,
        boolean complete,
        boolean open,
        boolean wanted,
        long mailsToday,
        boolean mailedBefore,
        boolean mailingBefore,
        boolean superseded) {

    /** What to do with the mail. */
    sealed interface Decision {
        record Send() implements Decision {}

        record Cancel(String reason) implements Decision {}

        record Wait() implements Decision {}
    }

    /**
     * A case is mailed only while its listing is open, only to who wants it and, unless they asked for such cases by a saved
     * search, not more often a day than the limit; a correction goes to everybody who was mailed before, and to nobody else.
     */
    Decision decide(int dailyLimit) {
        if (!complete) {
            return new Decision.Cancel("listing-incomplete");
        }
        return switch (kind) {
            case NEW_CASE, FITTING_CASE ->
                mailsToday >= dailyLimit && recommendation() instanceof Decision.Send
                        ? new Decision.Cancel("daily-limit")
                        : recommendation();
            case SAVED_SEARCH -> recommendation();
            case CASE_CHANGED -> {
                if (!open) {
                    yield new Decision.Cancel("listing-closed");
                }
                yield superseded ? new Decision.Cancel("superseded") : correction();
            }
            case CASE_CLOSED -> correction();
            default -> throw new IllegalStateException(kind + " is about no listing");
        };
    }

    private Decision recommendation() {
        if (!open) {
            return new Decision.Cancel("listing-closed");
        }
        return wanted ? new Decision.Send() : new Decision.Cancel("not-wanted");
    }

    private Decision correction() {
        if (mailedBefore) {
            return new Decision.Send();
        }
        return mailingBefore ? new Decision.Wait() : new Decision.Cancel("never-mailed");
    }
}
