package jp.enishi.talents.talent.domain;

import java.util.regex.Pattern;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Text;
import org.jspecify.annotations.Nullable;

/** Who the person is and how to reach them; never part of a sheet or an event. Romaji is ASCII, initials come from it. */
public record Profile(
        String familyName,
        String givenName,
        String familyNameRomaji,
        String givenNameRomaji,
        String email,
        @Nullable String phone,
        @Nullable String headline,
        String language) {
    private static final Pattern ROMAJI = Pattern.compile("[A-Za-z][A-Za-z '\\-]{0,99}");
    private static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");
    private static final Pattern PHONE = Pattern.compile("(?:\\+[1-9]|0)[0-9](?:[ ()-]?[0-9]){6,13}");

    public Profile {
        familyName = Text.canonicalOrEmpty(familyName);
        givenName = Text.canonicalOrEmpty(givenName);
        familyNameRomaji = Text.canonicalOrEmpty(familyNameRomaji);
        givenNameRomaji = Text.canonicalOrEmpty(givenNameRomaji);
        email = Text.canonicalOrEmpty(email);
        phone = Text.canonicalOrNull(phone);
        headline = Text.canonicalOrNull(headline);
        language = Text.canonicalOrEmpty(language);
    }

    /** Given name first: 佐藤 太郎 is T.S. */
    public String initials() {
        return initial(givenNameRomaji) + "." + initial(familyNameRomaji) + ".";
    }

    void check(String pointer, Findings findings) {
        findings.text(pointer + "/familyName", familyName, 50);
        findings.text(pointer + "/givenName", givenName, 50);
        romaji(pointer + "/familyNameRomaji", familyNameRomaji, findings);
        romaji(pointer + "/givenNameRomaji", givenNameRomaji, findings);
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

    private static char initial(String romaji) {
        return Character.toUpperCase(romaji.charAt(0));
    }
}
