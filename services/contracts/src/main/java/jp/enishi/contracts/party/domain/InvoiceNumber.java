package jp.enishi.contracts.party.domain;

import java.util.regex.Pattern;

/**
 * The registration number of a qualified invoice issuer (適格請求書発行事業者): T and 13 digits. The first digit of a
 * corporation's is a check digit over the other twelve; an individual's is not known to follow that rule.
 */
public final class InvoiceNumber {
    private static final Pattern FORM = Pattern.compile("T[1-9][0-9]{12}");

    private InvoiceNumber() {}

    public static boolean isWellFormed(String number) {
        return FORM.matcher(number).matches();
    }

    /** 9 − (Σ Pn·Qn mod 9), Pn from the right, Qn = 1 on odd and 2 on even places. */
    public static boolean hasRightCheckDigit(String number) {
        int sum = 0;
        for (int place = 1; place <= 12; place++) {
            int digit = Character.digit(number.charAt(number.length() - place), 10);
            sum += digit * (place % 2 == 1 ? 1 : 2);
        }
        return Character.digit(number.charAt(1), 10) == 9 - sum % 9;
    }
}
