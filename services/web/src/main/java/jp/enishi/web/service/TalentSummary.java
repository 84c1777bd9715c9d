package jp.enishi.web.service;

import jp.enishi.web.page.Formats;
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
    /** What they are called, in Latin letters for English readers. */
    public String name(Language language) {
        String latin = NamedTalent.reading(givenNameRomaji, familyNameRomaji);
        return language == Language.EN && !latin.isEmpty() ? latin : Formats.name(familyName, givenName, language);
    }

    /** Whether something is known to be missing. */
    public boolean incomplete() {
        return Boolean.FALSE.equals(complete);
    }
}
