package jp.enishi.notifications.inbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the reader sees. {@code position} counts the reader's notifications and orders them.
 *
 * @param data by kind: case id, title, place and fee; for a fit also position, score, met and close skills; for a closed
 *     case the reason. Of the order flow: the event, the page where the reader goes on ({@code link}), the case id and title,
 *     a deadline or a beginning
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Notification")
public record NotificationView(
        UUID notificationId,
        NotificationKind kind,
        Instant createdAt,
        @Nullable Instant readAt,
        Map<String, Object> data,
        @JsonIgnore long position) {}
