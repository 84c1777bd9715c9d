package jp.enishi.cases.inquiry.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Text;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and what they ask. Its text form says nothing of the person.
 *
 * @param terms the version of the terms of use that they were shown and agreed to; null when the form named none
 */
public record Sender(
        String company,
        String person,
        String email,
        @Nullable String phone,
        String text,
        @Nullable Integer terms) {
    public static final int COMPANY = 200;
    public static final int PERSON = 100;
    public static final int EMAIL = 254;
    public static final int PHONE = 20;
    public static final int TEXT = 4_000;

    /** More versions of the terms of use than there will ever be. */
    public static final int TERMS = 9_999;

    /** What mail servers everywhere take (RFC 5321 without quoted names and address literals). */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?=.{1,64}@)[\\w!#$%&'*+/=?^`{|}~-]++(?:\\.[\\w!#$%&'*+/=?^`{|}~-]++)*+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
                    + "(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,58}[A-Za-z0-9])");

    /** Digits in groups, an international prefix, an area code in parentheses. */
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9(][0-9() -]{7,18}[0-9]");

    private static final Pattern LINE_END = Pattern.compile("[\\t\\n\\r]");
    private static final int FEWEST_DIGITS = 9;
    private static final int MOST_DIGITS = 15;

    /**
     * As the form gave it, in one spelling: full-width letters and digits of address and number become plain ones.
     *
     * @throws ValidationFailure naming everything that is wrong
     */
    public static Sender of(
            @Nullable String company,
            @Nullable String person,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String text,
            @Nullable Integer terms) {
        var sender = new Sender(
                Text.canonicalOrEmpty(company),
                Text.canonicalOrEmpty(person),
                plain(email),
                plain(phone).isEmpty() ? null : plain(phone),
                Text.canonicalOrEmpty(text),
                terms);
        sender.check();
        return sender;
    }

    private void check() {
        var findings = new Findings();
        line("/company", company, COMPANY, findings);
        line("/person", person, PERSON, findings);
        findings.text("/email", email, EMAIL);
        if (!email.isEmpty() && !ADDRESS.matcher(email).matches()) {
            findings.add("/email", "email-invalid");
        }
        if (phone != null && !isNumber(phone)) {
            findings.add("/phone", "phone-invalid");
        }
        findings.text("/text", text, TEXT);
        findings.within("/terms", terms, 1, TERMS);
        findings.throwIfAny();
    }

    private static void line(String at, String value, int longest, Findings findings) {
        findings.text(at, value, longest);
        if (LINE_END.matcher(value).find()) {
            findings.add(at, "control-character");
        }
    }

    private static boolean isNumber(String phone) {
        long digits = phone.chars().filter(Character::isDigit).count();
        return NUMBER.matcher(phone).matches() && digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
    }

    private static String plain(@Nullable String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    /** The address in the one spelling by which senders are told apart. */
    public String mailbox() {
        return email.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Sender";
    }
}
