package jp.enishi.talents.talent.domain;

import java.text.Normalizer;
import java.util.regex.Pattern;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Text;
import org.jspecify.annotations.Nullable;

/**
 * Who the person is and how to reach them; never part of a sheet or an event. Romaji is ASCII, initials come from it; the
 * furigana, which nobody has to give, is full-width katakana however it was typed.
 */
public record Profile(
        String familyName,
        String givenName,
        String familyNameRomaji,
        String givenNameRomaji,
        @Nullable String familyNameKana,
        @Nullable String givenNameKana,
        String email,
        @Nullable String phone,
        @Nullable String headline,
        String language) {
    private static final Pattern ROMAJI = Pattern.compile("[A-Za-z][A-Za-z '\\-]{0,99}");
    private static final Pattern KANA = Pattern.compile("[ァ-ヺー・ヽヾ ]{1,100}");
    private static final char HIRAGANA = 'ぁ';
    private static final char HIRAGANA_END = 'ゖ';
    private static final char KATAKANA = 'ァ';
    private static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");
    private static final Pattern PHONE = Pattern.compile("(?:\\+[1-9]|0)[0-9](?:[ ()-]?[0-9]){6,13}");

    public Profile {
        familyName = Text.canonicalOrEmpty(familyName);
        givenName = Text.canonicalOrEmpty(givenName);
        familyNameRomaji = Text.canonicalOrEmpty(familyNameRomaji);
        givenNameRomaji = Text.canonicalOrEmpty(givenNameRomaji);
        familyNameKana = katakana(familyNameKana);
        givenNameKana = katakana(givenNameKana);
        email = Text.canonicalOrEmpty(email);
        phone = Text.canonicalOrNull(phone);
        headline = Text.canonicalOrNull(headline);
        language = Text.canonicalOrEmpty(language);
    }

    /** Given name first: 佐藤 太郎 is T.S. */
    public String initials() {
        return initial(givenNameRomaji) + "." + initial(familyNameRomaji) + ".";
    }

    /** How the name is read; null unless both parts are given. */
    public @Nullable String kana() {
        return familyNameKana == null || givenNameKana == null ? null : familyNameKana + " " + givenNameKana;
    }

    void check(String pointer, Findings findings) {
        findings.text(pointer + "/familyName", familyName, 50);
        findings.text(pointer + "/givenName", givenName, 50);
        romaji(pointer + "/familyNameRomaji", familyNameRomaji, findings);
        romaji(pointer + "/givenNameRomaji", givenNameRomaji, findings);
        kana(pointer + "/familyNameKana", familyNameKana, findings);
        kana(pointer + "/givenNameKana", givenNameKana, findings);
        if (email.isEmpty()) {
            findings.add(pointer + "/email", "required");
        } else if (email.length() > 254 || !EMAIL.matcher(email).matches() || email.contains("..")) {
            findings.add(pointer + "/email", "email-invalid");
        }
        if (phone != null && !PHONE.matcher(phone).matches()) {
            findings.add(pointer + "/phone", "phone-invalid");
        }
        findings.optionalText(pointer + "/headline", headline, 200);
        if (language.isEmpty()) {
            findings.add(pointer + "/language", "required");
        } else if (!language.equals("ja") && !language.equals("en")) {
            findings.add(pointer + "/language", "unknown-code");
        }
    }

    private static void romaji(String pointer, String value, Findings findings) {
        if (value.isEmpty()) {
            findings.add(pointer, "required");
        } else if (!ROMAJI.matcher(value).matches()) {
            findings.add(pointer, "romaji-invalid");
        }
    }

    private static void kana(String pointer, @Nullable String value, Findings findings) {
        if (value != null && !KANA.matcher(value).matches()) {
            findings.add(pointer, "kana-invalid");
        }
    }

    /** ｻﾄｳ and さとう are サトウ. */
    private static @Nullable String katakana(@Nullable String typed) {
        String given = Text.canonicalOrNull(typed);
        if (given == null) {
            return null;
        }
        String wide = Normalizer.normalize(given, Normalizer.Form.NFKC).strip();
        var katakana = new StringBuilder(wide.length());
        wide.chars()
                .map(c -> c >= HIRAGANA && c <= HIRAGANA_END ? c - HIRAGANA + KATAKANA : c)
                .forEach(c -> katakana.append((char) c));
        return katakana.isEmpty() ? null : katakana.toString();
    }

    private static char initial(String romaji) {
        return Character.toUpperCase(romaji.charAt(0));
    }
}
