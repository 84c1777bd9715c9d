package jp.enishi.platform.mail;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one recipient. What is put into its head (subject, headers, names, a plain address) can't begin a line of its
 * own: a subject's control characters become blanks, elsewhere they are refused.
 */
public record OutgoingMail(
        Recipient to,
        String subject,
        String text,
        @Nullable String html,
        List<Attachment> attachments,
        Map<String, String> headers) {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    public OutgoingMail {
        subject = CONTROL.matcher(subject).replaceAll(" ").strip();
        attachments = List.copyOf(attachments);
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            oneLine(name, "a header's name");
            oneLine(value, "a header");
        });
    }

    /** A plain text to an account. */
    public static OutgoingMail to(UUID userId, String subject, String text) {
        return new OutgoingMail(new Recipient.Account(userId), subject, text, null, List.of(), Map.of());
    }

    /** A plain text to an address that somebody gave. */
    public static OutgoingMail to(String address, String subject, String text) {
        return new OutgoingMail(new Recipient.Plain(address), subject, text, null, List.of(), Map.of());
    }

    public OutgoingMail withHtml(String html) {
        return new OutgoingMail(to, subject, text, html, attachments, headers);
    }

    public OutgoingMail with(Attachment... attachments) {
        return new OutgoingMail(to, subject, text, html, List.of(attachments), headers);
    }

    public OutgoingMail withHeaders(Map<String, String> headers) {
        return new OutgoingMail(to, subject, text, html, attachments, headers);
    }

    /** Says nothing of the person and of what is written. */
    @Override
    public String toString() {
        return "OutgoingMail";
    }

    /** Whom a mail goes to. */
    public sealed interface Recipient {
        /** A person with an account: goes to the verified address that the account has when the mail leaves. */
        record Account(UUID userId) implements Recipient {}

        /** An address without an account. */
        record Plain(String address) implements Recipient {
            private static final Pattern ADDRESS = Pattern.compile(
                    "[^\\s,;:<>()\\[\\]\"\\\\@\\p{Cntrl}]{1,64}@[^\\s,;:<>()\\[\\]\"\\\\@\\p{Cntrl}]{1,255}");

            public Plain {
                if (!ADDRESS.matcher(address).matches()) {
                    throw new IllegalArgumentException("no mail address");
                }
            }

            @Override
            public String toString() {
                return "Plain";
            }
        }
    }

    static void oneLine(String value, String what) {
        if (CONTROL.matcher(value).find()) {
            throw new IllegalArgumentException(what + " is more than a line");
        }
    }
}
