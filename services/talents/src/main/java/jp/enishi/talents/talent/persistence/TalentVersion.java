package jp.enishi.talents.talent.persistence;

import java.time.Instant;
import jp.enishi.talents.talent.domain.Part;

/** What a list of versions tells of one. */
public record TalentVersion(long version, Instant at, Part part, String actorRole) {}
