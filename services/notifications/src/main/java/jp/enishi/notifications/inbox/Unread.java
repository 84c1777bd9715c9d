package jp.enishi.notifications.inbox;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many notifications the reader has not read. */
@Schema(name = "Unread")
public record Unread(long count) {}
