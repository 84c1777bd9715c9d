package jp.enishi.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every template knows of the request: reader's language, address and who reads. */
public record Page(
        Language language,
        String path,
        String query,
        String publicUrl,
        @Nullable String reader,
        Set<String> roles) {

    public boolean signedIn() {
        return reader != null;
    }

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** This page in another language; filters and places in lists stay. */
    /** The absolute address in the language of a tag. */
    public String absolute(String tag) {
        return publicUrl + in(tag.equals("ja") ? Language.JA : Language.EN);
    }

    public String in(Language language) {
        return path + "?" + (query.isEmpty() ? "" : query + "&") + "lang=" + language.tag();
    }

    /** Where signing in comes back to. */
    public String here() {
        return URLEncoder.encode(query.isEmpty() ? path : path + "?" + query, StandardCharsets.UTF_8);
    }

    public boolean under(String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
