package jp.enishi.contracts.party.domain;

import java.util.UUID;

/**
 * One version of what a party declared.
 *
 * @param partyId the talent's user or the client's organisation
 */
public record Declaration(UUID partyId, long version, Party party) {}
