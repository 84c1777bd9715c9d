package jp.enishi.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reader's language: the {@code lang} parameter, then the cookie of that name, then Accept-Language; Japanese otherwise. */
final class Language {
    private static final List<Locale> OFFERED = List.of(Locale.JAPANESE, Locale.ENGLISH);

    private Language() {}

    static String of(HttpServerRequest request) {
        @Nullable String asked = request.getParam("lang");
        var cookie = request.getCookie("lang");
        if (asked == null && cookie != null) {
            asked = cookie.getValue();
        }
        if (asked != null && (asked.equals("ja") || asked.equals("en"))) {
            return asked;
        }
        @Nullable String accepted = request.getHeader("Accept-Language");
        if (accepted != null) {
            try {
                @Nullable Locale best = Locale.lookup(Locale.LanguageRange.parse(accepted), OFFERED);
                if (best != null) {
                    return best.getLanguage();
                }
            } catch (IllegalArgumentException malformed) {
                return "ja";
            }
        }
        return "ja";
    }
}
