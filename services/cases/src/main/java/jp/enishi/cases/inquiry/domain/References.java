package jp.enishi.cases.inquiry.domain;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Names for inquiries that people read to each other: ten letters and digits without I, L, O and U. */
public final class References {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private References() {}

    public static String next() {
        return RANDOM.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(at -> LETTERS.substring(at, at + 1))
                .collect(Collectors.joining());
    }
}
