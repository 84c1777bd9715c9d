package jp.enishi.cases.inquiry.keycloak;

import java.util.regex.Pattern;

/** A person's name in the two parts that an account has; the whole is the family name when there is no telling. */
record Name(String givenName, String familyName) {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u3000]+");

    static Name of(String person, String language) {
        String[] words = BLANKS.split(person.strip());
        if (words.length < 2) {
            return new Name("", person);
        }
        String first = words[0];
        String last = words[words.length - 1];
        return language.equals("ja")
                ? new Name(person.substring(first.length()).strip(), first)
                : new Name(person.substring(0, person.length() - last.length()).strip(), last);
    }

    @Override
    public String toString() {
        return "Name";
    }
}
