package jp.enishi.notifications.inbox;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a reader has read.
 *
 * @param newest the newest notification that they were shown; what came since stays unread
 */
@Schema(name = "ReadingAll")
public record ReadingAll(@Nullable UUID newest) {}
