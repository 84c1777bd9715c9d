package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** An event that a service could not apply, without what it says. */
public record ParkedEvent(
        @Nullable Long version,
        @Nullable String type,
        String code,
        String cause,
        String topic,
        int partition,
        long offset,
        String parkedAt) {
    /** The kind of cause: what the database refuses is one, whatever its code. */
    public String kind() {
        return kind(code);
    }

    public static String kind(String code) {
        return code.startsWith("sql-") ? "sql" : code;
    }
}
