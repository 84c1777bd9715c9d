package jp.enishi.notifications.facts;

import java.util.UUID;

/** The part of {@code matching.match-proposed.v1} that this service reads as values. */
record MatchProposed(
        UUID matchId, String kind, UUID caseId, long caseVersion, UUID positionId, UUID talentId, double score) {}
