package jp.enishi.web.service;

import jp.enishi.web.page.Language;
import org.jspecify.annotations.Nullable;

/** A line of the list of talents, for coordinators. */
public record TalentSummary(
        String talentId,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String familyNameRomaji,
        @Nullable String givenNameRomaji,
        @Nullable String headline,
        @Nullable String status,
        @Nullable Boolean complete,
        @Nullable String updatedAt) {
    /** The name as it is written in that language. */
    public String in(Language language) {
        return NamedTalent.written(language, familyName, givenName, familyNameRomaji, givenNameRomaji);
    }

    /** Whether something is known to be missing. */
    public boolean incomplete() {
        return Boolean.FALSE.equals(complete);
    }
}
