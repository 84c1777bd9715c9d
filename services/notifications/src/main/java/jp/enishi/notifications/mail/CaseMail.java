package jp.enishi.notifications.mail;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jp.enishi.notifications.inbox.NotificationKind;
import jp.enishi.notifications.news.Occasion;
import jp.enishi.platform.taxonomy.Language;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;

/**
 * The content of a mail about a case, in one language: the listing as it is now with the six items of フリーランス法 art. 12
 * (recruiter's name, address, contact, work content, place, fee), why it fits, and links. Without one of the six there is no
 * such mail.
 *
 * @param sentence what a saved search's mail says, and {@code advice} what it adds; the other kinds have their own words
 * @param newlyMet of a saved search, what did not fit before
 * @param pauseUrl where the saved search is paused
 */
public record CaseMail(
        NotificationKind kind,
        String title,
        String recruiterName,
        String recruiterAddress,
        String recruiterContact,
        String workContent,
        String place,
        String fee,
        List<String> met,
        List<String> close,
        @Nullable String sentence,
        @Nullable String advice,
        List<String> newlyMet,
        String listingUrl,
        @Nullable String pauseUrl,
        String inboxUrl,
        String preferencesUrl) {
    private static final List<String> ITEMS = List.of(
            "recruiterName/ja", "recruiterAddress/ja", "recruiterContact", "workContent/ja", "place/ja", "fee/ja");

    public CaseMail {
        if (Stream.of(recruiterName, recruiterAddress, recruiterContact, workContent, place, fee)
                .anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A mail about a case says all six items of it");
        }
    }

    /** Whether the listing of a case event has the six items. */
    static boolean complete(JsonNode listing) {
        return ITEMS.stream()
                .noneMatch(item -> listing.at("/" + item).asText("").isBlank());
    }

    /** Reads the listing of a case event and the reasons of a notification. */
    static CaseMail of(
            NotificationKind kind,
            UUID caseId,
            JsonNode listing,
            JsonNode reasons,
            Language language,
            Taxonomy taxonomy,
            Notices notices,
            URI publicUrl) {
        Occasion found = kind == NotificationKind.SAVED_SEARCH
                ? Occasion.of(kind, reasons.path("event").asText())
                : null;
        String base = publicUrl.toString().replaceFirst("/+$", "");
        String query = language == Language.EN ? "?lang=en" : "";
        return new CaseMail(
                kind,
                text(listing, "title", language),
                text(listing, "recruiterName", language),
                text(listing, "recruiterAddress", language),
                listing.path("recruiterContact").asText(""),
                text(listing, "workContent", language),
                text(listing, "place", language),
                text(listing, "fee", language),
                each(reasons.path("met"))
                        .map(skill -> name(taxonomy, skill.asText(), language))
                        .toList(),
                each(reasons.path("close"))
                        .map(pair -> close(taxonomy, pair, language))
                        .toList(),
                found == null ? null : notices.sentence(found, language),
                found == null ? null : notices.advice(found, language),
                each(reasons.path("changed"))
                        .map(criterion -> notices.criterion(criterion.asText(), language))
                        .toList(),
                base + "/listings/" + caseId + query,
                reasons.hasNonNull("pause") ? base + reasons.get("pause").asText() + query : null,
                base + "/talent/inbox" + query,
                base + "/settings/notifications" + query);
    }

    /** The subject line; never more than one line. */
    String subject(Language language) {
        String what = title.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return language == Language.EN
                ? switch (kind) {
                    case NEW_CASE -> "[Enishi] A new case for you: " + what;
                    case FITTING_CASE -> "[Enishi] This case fits your profile: " + what;
                    case CASE_CHANGED -> "[Enishi] Changed: " + what;
                    case CASE_CLOSED -> "[Enishi] No longer open: " + what;
                    case SAVED_SEARCH -> "[Enishi] " + sentence + ": " + what;
                    default -> throw noListing();
                }
                : switch (kind) {
                    case NEW_CASE -> "【Enishi】あなたに合う新着案件：" + what;
                    case FITTING_CASE -> "【Enishi】プロフィールに合う案件：" + what;
                    case CASE_CHANGED -> "【Enishi】案件内容の変更：" + what;
                    case CASE_CLOSED -> "【Enishi】募集終了：" + what;
                    case SAVED_SEARCH -> "【Enishi】" + sentence + "：" + what;
                    default -> throw noListing();
                };
    }

    private IllegalStateException noListing() {
        return new IllegalStateException(kind + " is about no listing");
    }

    public boolean closed() {
        return kind == NotificationKind.CASE_CLOSED;
    }

    public boolean changed() {
        return kind == NotificationKind.CASE_CHANGED;
    }

    public boolean fitting() {
        return kind == NotificationKind.FITTING_CASE;
    }

    private static String text(JsonNode listing, String field, Language language) {
        JsonNode value = listing.path(field);
        String ja = value.path("ja").asText("");
        String en = value.path("en").asText("");
        return language == Language.EN && !en.isBlank() ? en : ja;
    }

    private static String close(Taxonomy taxonomy, JsonNode pair, Language language) {
        String wanted = name(taxonomy, pair.path("skill").asText(), language);
        String has = name(taxonomy, pair.path("via").asText(), language);
        return language == Language.EN ? wanted + " (through " + has + ")" : wanted + "（" + has + "の経験から）";
    }

    private static String name(Taxonomy taxonomy, String skill, Language language) {
        return taxonomy.skill(skill).map(known -> known.name(language)).orElse(skill);
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
