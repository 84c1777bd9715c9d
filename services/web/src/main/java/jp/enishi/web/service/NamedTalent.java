package jp.enishi.web.service;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.web.page.Language;
import org.jspecify.annotations.Nullable;

/** What somebody is called: to a coordinator, or to a client to whom they consented to be named for a case. */
public record NamedTalent(
        String talentId,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String familyNameRomaji,
        @Nullable String givenNameRomaji,
        @Nullable String familyNameKana,
        @Nullable String givenNameKana) {

    /** How the name is read; empty when that isn't known. */
    public String kana() {
        return reading(familyNameKana, givenNameKana);
    }

    static String reading(@Nullable String first, @Nullable String second) {
        return first == null || second == null ? "" : first + " " + second;
    }

    /** The name with how it is read, for who will say it; in Latin letters it reads itself. */
    public String spoken(Language language) {
        return language == Language.EN || kana().isEmpty() ? in(language) : in(language) + "（" + kana() + "）";
    }

    /** The name as it is written in that language, of the parts that are known. */
    public String in(Language language) {
        return (language == Language.EN
                        ? Stream.of(givenNameRomaji, familyNameRomaji)
                        : Stream.of(familyName, givenName))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }
}
