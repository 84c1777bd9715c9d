package jp.enishi.talents.talent.api;

import java.time.Instant;
import jp.enishi.talents.talent.domain.Part;
import jp.enishi.talents.talent.persistence.TalentVersion;

/** Which part a version changed, when, and in which role. */
public record VersionSummary(long version, Instant at, Part part, String actorRole) {
    static VersionSummary of(TalentVersion version) {
        return new VersionSummary(version.version(), version.at(), version.part(), version.actorRole());
    }
}
