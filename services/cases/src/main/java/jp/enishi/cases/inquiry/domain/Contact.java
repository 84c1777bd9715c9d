package jp.enishi.cases.inquiry.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One conversation about an inquiry.
 *
 * @param note what was said; null once it is forgotten
 */
public record Contact(
        UUID contactId,
        Instant at,
        Channel channel,
        @Nullable String note,
        UUID author) {

    @Override
    public String toString() {
        return "Contact";
    }
}
