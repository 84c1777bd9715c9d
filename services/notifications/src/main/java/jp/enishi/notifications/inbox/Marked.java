package jp.enishi.notifications.inbox;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many notifications were marked as read just now. */
@Schema(name = "Marked")
public record Marked(int count) {}
