package jp.enishi.platform.messaging;

import java.util.List;

/** Handlers that are no beans of their own: the operator's commands find them by these. */
public interface EventHandlers {
    List<EventHandler> handlers();
}
