package jp.enishi.talents.disclosure.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.talents.disclosure.domain.Disclosure;
import jp.enishi.talents.disclosure.persistence.Ledger.After;
import org.jspecify.annotations.Nullable;

/** How requests say which part of the ledger they want. */
final class Ledgers {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Ledgers() {}

    static @Nullable After after(PageRequest page) {
        Cursor cursor = page.cursor(2);
        return cursor == null ? null : new After(instant("/cursor", "cursor-invalid", cursor.key(0)), cursor.uuid(1));
    }

    static Cursor cursor(Disclosure last) {
        return cursor(last.at(), last.disclosureId());
    }

    static Cursor cursor(Instant at, UUID id) {
        return Cursor.of(at.toString(), id.toString());
    }

    /** A moment that the database can hold; null when none was given. */
    static @Nullable Instant moment(String parameter, @Nullable String text) {
        return text == null ? null : instant("/" + parameter, "no-time", text);
    }

    private static Instant instant(String at, String code, String text) {
        try {
            var instant = Instant.parse(text);
            if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
                throw new DateTimeException("no time of ours");
            }
            return instant;
        } catch (DateTimeException noTime) {
            throw ValidationFailure.at(at, code);
        }
    }
}
