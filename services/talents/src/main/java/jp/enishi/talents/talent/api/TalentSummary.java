package jp.enishi.talents.talent.api;

import java.util.List;
import java.util.UUID;
import jp.enishi.talents.talent.domain.Resume;
import jp.enishi.talents.talent.domain.Status;
import jp.enishi.talents.talent.domain.Talent;
import org.jspecify.annotations.Nullable;

/** One line of the coordinators' list. */
public record TalentSummary(
        UUID talentId,
        long version,
        Status status,
        String familyName,
        String givenName,
        String familyNameRomaji,
        String givenNameRomaji,
        @Nullable String headline,
        List<Resume.RoleYears> roles,
        boolean complete) {
    static TalentSummary of(Talent talent) {
        var profile = talent.profile();
        return new TalentSummary(
                talent.id().value(),
                talent.version(),
                talent.status(),
                profile.familyName(),
                profile.givenName(),
                profile.familyNameRomaji(),
                profile.givenNameRomaji(),
                profile.headline(),
                talent.resume().roles(),
                talent.completeness().complete());
    }
}
