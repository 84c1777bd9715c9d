package jp.enishi.notifications.mail;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import jp.enishi.notifications.news.Occasion;
import jp.enishi.platform.taxonomy.Language;
import org.jspecify.annotations.Nullable;

/**
 * The content of a mail about something in the order flow, in one language: what happened, what the reader may do, the case
 * by its title, a deadline, and the page where they go on. No names, no reasons.
 */
public record NoticeMail(
        String sentence,
        String advice,
        @Nullable String title,
        @Nullable String deadline,
        String pageUrl,
        @Nullable String pauseUrl,
        String inboxUrl,
        String preferencesUrl) {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    static NoticeMail of(Occasion occasion, JsonNode data, Language language, Notices notices, URI publicUrl) {
        String base = publicUrl.toString().replaceFirst("/+$", "");
        String query = language == Language.EN ? "?lang=en" : "";
        return new NoticeMail(
                notices.sentence(occasion, language),
                notices.advice(occasion, language),
                title(data, language),
                data.hasNonNull("deadline") ? time(data.get("deadline").asText(), language) : null,
                base + data.path("link").asText() + query,
                data.hasNonNull("pause") ? base + data.get("pause").asText() + query : null,
                base + "/talent/inbox" + query,
                base + "/settings/notifications" + query);
    }

    /** The subject line; never more than one line. */
    String subject(Language language) {
        String what =
                title == null ? "" : title.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return language == Language.EN
                ? "[Enishi] " + sentence + (what.isEmpty() ? "" : ": " + what)
                : "【Enishi】" + sentence + (what.isEmpty() ? "" : "：" + what);
    }

    private static @Nullable String title(JsonNode data, Language language) {
        String ja = data.path("title").path("ja").asText("");
        String en = data.path("title").path("en").asText("");
        String chosen = language == Language.EN && !en.isBlank() ? en : ja;
        return chosen.isBlank() ? null : chosen;
    }

    private static String time(String instant, Language language) {
        return (language == Language.EN
                        ? DateTimeFormatter.ofPattern("EEE, d MMM uuuu, HH:mm '(Japan)'", Locale.ENGLISH)
                        : DateTimeFormatter.ofPattern("uuuu年M月d日（E）HH:mm（日本時間）", Locale.JAPANESE))
                .format(Instant.parse(instant).atZone(JAPAN));
    }
}
