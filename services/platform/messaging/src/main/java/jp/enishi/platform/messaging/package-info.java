/** Outbox and relay, inbox, retry, dead letters, parked events and their replay, crash points, metrics. */
@NullMarked
package jp.enishi.platform.messaging;

import org.jspecify.annotations.NullMarked;
