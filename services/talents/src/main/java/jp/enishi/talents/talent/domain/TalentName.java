package jp.enishi.talents.talent.domain;

import java.util.UUID;

/** What a talent is called. */
public record TalentName(
        UUID talentId, String familyName, String givenName, String familyNameRomaji, String givenNameRomaji) {
    @Override
    public String toString() {
        return "TalentName " + talentId;
    }
}
