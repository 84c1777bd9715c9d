package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A message to one reader. */
public record Notification(
        String notificationId,
        String kind,
        @Nullable String createdAt,
        @Nullable String readAt,
        @Nullable JsonNode data) {
    private static final Pattern PAGE = Pattern.compile("(/[a-z0-9-]{1,64}){1,6}");

    public boolean unread() {
        return readAt == null;
    }

    /** What happened: the kind, with the event where a kind has several. */
    public String occasion() {
        return data == null || !data.hasNonNull("event")
                ? kind
                : kind + "_" + data.get("event").asText();
    }

    /** The page of this site where the reader goes on, where the notification names one. */
    public @Nullable String link() {
        String link = data == null ? null : data.path("link").asText(null);
        return isPage(link) ? link : null;
    }

    /** Whether this is an address within this site, made of plain words and ids. */
    public static boolean isPage(@Nullable String address) {
        return address != null && PAGE.matcher(address).matches();
    }

    /** By when an answer is needed, where it is. */
    public @Nullable String deadline() {
        return time("deadline");
    }

    /** When what it tells of begins, where it says so. */
    public @Nullable String start() {
        return time("start");
    }

    private @Nullable String time(String field) {
        return data == null ? null : data.path(field).asText(null);
    }

    public @Nullable String caseId() {
        return data == null || !data.hasNonNull("caseId")
                ? null
                : data.get("caseId").asText();
    }

    /** The case by its title, where the notification carries it. */
    public @Nullable Text title() {
        return text("title");
    }

    public @Nullable Text text(String field) {
        if (data == null || !data.path(field).isObject()) {
            return null;
        }
        return new Text(
                data.get(field).path("ja").asText(null),
                data.get(field).path("en").asText(null));
    }

    /** Whether it says that a case is no longer open. */
    public boolean closed() {
        return kind.equals("CASE_CLOSED");
    }

    /** A list of codes, such as the skills that are met; empty where the notification carries none. */
    public List<String> names(String field) {
        return data == null
                ? List.of()
                : data.path(field).valueStream().map(JsonNode::asText).toList();
    }

    /** The fit, 0 to 1, where the notification carries it. */
    public @Nullable Double score() {
        return data == null || !data.path("score").isNumber()
                ? null
                : data.get("score").asDouble();
    }
}
