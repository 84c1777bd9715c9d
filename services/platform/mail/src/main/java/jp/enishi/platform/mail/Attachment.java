package jp.enishi.platform.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A file that goes with a mail.
 *
 * @param name the file's name as the reader sees it
 * @param contentType media type with its parameters, such as {@code application/pdf}
 */
public record Attachment(String name, String contentType, byte[] content) {
    static final String CALENDAR = "text/calendar";

    public Attachment {
        OutgoingMail.oneLine(name, "an attachment's name");
        OutgoingMail.oneLine(contentType, "an attachment's type");
        content = content.clone();
    }

    /**
     * An iCalendar object as iTIP by mail (RFC 6047). In its text {@link CalendarText#RECIPIENT} stands for the mail's
     * recipient, whose address is only known when the mail leaves; lines are folded then.
     *
     * @param method iTIP's method: REQUEST, CANCEL, …
     */
    public static Attachment calendar(String name, String method, String text) {
        return new Attachment(
                name,
                CALENDAR + "; method=" + method.toUpperCase(Locale.ROOT) + "; charset=UTF-8",
                text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isCalendar() {
        return contentType.startsWith(CALENDAR);
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attachment that
                && name.equals(that.name)
                && contentType.equals(that.contentType)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Says nothing of the content. */
    @Override
    public String toString() {
        return "Attachment[" + contentType + ", " + content.length + " bytes]";
    }
}
