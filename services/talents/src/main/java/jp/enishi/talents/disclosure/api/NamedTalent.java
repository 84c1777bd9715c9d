package jp.enishi.talents.disclosure.api;

import java.util.UUID;
import jp.enishi.talents.disclosure.persistence.Names.Name;
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
    static NamedTalent of(Name name) {
        return new NamedTalent(
                name.talentId(),
                name.familyName(),
                name.givenName(),
                name.familyNameRomaji(),
                name.givenNameRomaji(),
                name.familyNameKana(),
                name.givenNameKana());
    }
}
