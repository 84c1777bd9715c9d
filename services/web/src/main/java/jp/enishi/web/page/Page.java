package jp.enishi.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every template knows of the request: reader's language and time zone, address and who reads.
 *
 * @param asked whether the address itself says the language
 * @param wanted the case for which a talent came, while registration and résumé come between; empty for others
 */
public record Page(
        Language language,
        boolean asked,
        ZoneId zone,
        String path,
        String query,
        String publicUrl,
        @Nullable String reader,
        String readerId,
        Set<String> roles,
        String wanted) {

    private static final Set<String> NOTIFIED = Set.of("talent", "client", "coordinator", "admin");
    private static final Set<String> PROFILE =
            Set.of("/talent/profile", "/talent/availability", "/talent/wishes", "/talent/sheet");

    /** Whether the reader's times are Japan's, which then need no name. */
    public boolean japan() {
        return zone.equals(Zones.JAPAN);
    }

    public String zoneId() {
        return zone.getId();
    }

    public boolean signedIn() {
        return reader != null;
    }

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** Whether anything is told to the reader, who then may say how. */
    public boolean notified() {
        return NOTIFIED.stream().anyMatch(roles::contains);
    }

    /** The absolute address in the language of a tag. */
    public String absolute(String tag) {
        return publicUrl + in(tag.equals("ja") ? Language.JA : Language.EN);
    }

    /** The one address of what is shown: that of the language if it was asked for, else the one that goes by the reader's. */
    public String canonical() {
        return asked ? absolute(language.tag()) : publicUrl + address();
    }

    /** This page in another language; filters and places in lists stay. */
    public String in(Language language) {
        return in(language, address());
    }

    /** An address of ours in another language. */
    public String in(Language language, String address) {
        return address + (address.contains("?") ? "&" : "?") + "lang=" + language.tag();
    }

    /** This page again, in the same language. */
    public String address() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Where signing in comes back to, as a parameter. */
    public String here() {
        return URLEncoder.encode(address(), StandardCharsets.UTF_8);
    }

    /** Whether it is one of the pages of a talent's own entries. */
    public boolean profile() {
        return PROFILE.stream().anyMatch(this::under);
    }

    public boolean under(String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
