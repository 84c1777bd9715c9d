package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/**
 * What waits for a replay at one consumer of a service.
 *
 * @param aggregateId null for a record that names none
 * @param next the event that stopped it
 */
public record ParkedAggregate(
        String consumer,
        @Nullable String aggregateId,
        @Nullable String reason,
        long waiting,
        String since,
        ParkedEvent next) {}
