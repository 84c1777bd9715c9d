package jp.enishi.talents.disclosure.api;

import java.util.UUID;
import jp.enishi.talents.talent.domain.Talent;
import org.jspecify.annotations.Nullable;

/** The name of somebody who consented to be named. */
public record NamedTalent(
        UUID talentId,
        String familyName,
        String givenName,
        String familyNameRomaji,
        String givenNameRomaji,
        @Nullable String familyNameKana,
        @Nullable String givenNameKana) {
    static NamedTalent of(Talent talent) {
        var profile = talent.profile();
        return new NamedTalent(
                talent.id().value(),
                profile.familyName(),
                profile.givenName(),
                profile.familyNameRomaji(),
                profile.givenNameRomaji(),
                profile.familyNameKana(),
                profile.givenNameKana());
    }
}
