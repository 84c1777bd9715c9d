package jp.enishi.notifications.mail;

import static jp.enishi.notifications.inbox.NotificationKind.CASE_CHANGED;
import static jp.enishi.notifications.inbox.NotificationKind.CASE_CLOSED;
import static jp.enishi.notifications.inbox.NotificationKind.FITTING_CASE;
import static jp.enishi.notifications.inbox.NotificationKind.NEW_CASE;
import static jp.enishi.notifications.inbox.NotificationKind.SAVED_SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

import jp.enishi.notifications.inbox.NotificationKind;
import jp.enishi.notifications.mail.MailFacts.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailFactsTest {
    private static final Decision SEND = new Decision.Send();

    @ParameterizedTest
    @EnumSource(names = {"NEW_CASE", "FITTING_CASE"})
    void a_fit_is_mailed_while_open_wanted_and_below_the_limit(NotificationKind kind) {
        assertThat(facts(kind, true, true, 9).decide(10)).isEqualTo(SEND);
        assertThat(facts(kind, true, true, 10).decide(10)).isEqualTo(new Decision.Cancel("daily-limit"));
        assertThat(facts(kind, true, false, 0).decide(10)).isEqualTo(new Decision.Cancel("not-wanted"));
        assertThat(facts(kind, false, true, 0).decide(10)).isEqualTo(new Decision.Cancel("listing-closed"));
    }

    @Test
    void what_was_asked_for_by_a_saved_search_is_mailed_while_open_and_wanted_however_many() {
        assertThat(facts(SAVED_SEARCH, true, true, 99).decide(10)).isEqualTo(SEND);
        assertThat(facts(SAVED_SEARCH, true, false, 0).decide(10)).isEqualTo(new Decision.Cancel("not-wanted"));
        assertThat(facts(SAVED_SEARCH, false, true, 0).decide(10)).isEqualTo(new Decision.Cancel("listing-closed"));
    }

    @ParameterizedTest
    @EnumSource(names = {"NEW_CASE", "FITTING_CASE", "SAVED_SEARCH", "CASE_CHANGED", "CASE_CLOSED"})
    void nothing_is_mailed_of_a_listing_that_lacks_an_item(NotificationKind kind) {
        assertThat(new MailFacts(kind, false, true, true, 0, true, false, false).decide(10))
                .isEqualTo(new Decision.Cancel("listing-incomplete"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CASE_CHANGED", "CASE_CLOSED"})
    void a_correction_goes_to_who_was_mailed_whatever_they_want_and_however_many(NotificationKind kind) {
        assertThat(new MailFacts(kind, true, true, true, 99, true, false, false).decide(10))
                .isEqualTo(SEND);
        assertThat(new MailFacts(kind, true, true, true, 0, false, true, false).decide(10))
                .isEqualTo(new Decision.Wait());
        assertThat(new MailFacts(kind, true, true, true, 0, false, false, false).decide(10))
                .isEqualTo(new Decision.Cancel("never-mailed"));
    }

    @Test
    void a_change_is_not_mailed_when_a_later_word_holds() {
        assertThat(new MailFacts(CASE_CHANGED, true, true, true, 0, true, false, true).decide(10))
                .isEqualTo(new Decision.Cancel("superseded"));
        assertThat(new MailFacts(CASE_CHANGED, true, false, true, 0, true, false, false).decide(10))
                .isEqualTo(new Decision.Cancel("listing-closed"));
        assertThat(new MailFacts(CASE_CLOSED, true, false, true, 0, true, false, false).decide(10))
                .isEqualTo(SEND);
    }

    @Test
    void only_corrections_are_recalls() {
        assertThat(CASE_CHANGED.recall() && CASE_CLOSED.recall()).isTrue();
        assertThat(NEW_CASE.recall() || FITTING_CASE.recall()).isFalse();
    }

    private static MailFacts facts(NotificationKind kind, boolean open, boolean wanted, long today) {
        return new MailFacts(kind, true, open, wanted, today, false, false, false);
    }
}
