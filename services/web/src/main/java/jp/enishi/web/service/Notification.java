package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to one reader. */
public record Notification(
        String notificationId,
        String kind,
        @Nullable String createdAt,
        @Nullable String readAt,
        @Nullable JsonNode data) {
    public boolean unread() {
        return readAt == null;
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
