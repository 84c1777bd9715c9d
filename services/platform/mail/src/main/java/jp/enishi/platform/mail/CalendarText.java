package jp.enishi.platform.mail;

import java.util.stream.Collectors;

/** The form of iCalendar text (RFC 5545 §3.1): content lines end in CRLF and are folded after 75 octets. */
public final class CalendarText {
    /** Stands for the address of whoever gets the text. */
    public static final String RECIPIENT = "recipient@enishi.invalid";

    private static final int LONGEST_LINE = 75;

    private CalendarText() {}

    /** The text with the address in its place, folded. */
    static String addressed(String text, String address) {
        return fold(unfold(text).replace(RECIPIENT, address));
    }

    /** The text with the folded lines put together again. */
    public static String unfold(String text) {
        return text.replaceAll("\r?\n[ \t]", "");
    }

    /** The text with lines of at most 75 octets; no character is torn apart. */
    public static String fold(String text) {
        return text.lines().map(CalendarText::foldLine).collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String foldLine(String line) {
        StringBuilder folded = new StringBuilder();
        int octets = 0;
        for (int at = 0; at < line.length(); ) {
            int character = line.codePointAt(at);
            int length = octets(character);
            if (octets + length > LONGEST_LINE) {
                folded.append("\r\n ");
                octets = 1;
            }
            folded.appendCodePoint(character);
            octets += length;
            at += Character.charCount(character);
        }
        return folded.toString();
    }

    /** In UTF-8. */
    private static int octets(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
