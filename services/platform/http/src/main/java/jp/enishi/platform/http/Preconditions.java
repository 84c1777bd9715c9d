package jp.enishi.platform.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code If-Match}: every change names the version that it changes. */
public final class Preconditions {
    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private Preconditions() {}

    /** The version in {@code If-Match: "<version>"}; without it 428, with anything else 400. */
    public static long version(HttpHeaders headers) {
        String value = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (value == null || value.isBlank()) {
            throw new Refusal(428, "if-match-missing");
        }
        Matcher matcher = VERSION.matcher(value.strip());
        if (!matcher.matches()) {
            throw new Refusal(400, "if-match-malformed");
        }
        return Long.parseLong(matcher.group(1));
    }
}
