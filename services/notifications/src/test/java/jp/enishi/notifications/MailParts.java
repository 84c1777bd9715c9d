package jp.enishi.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.List;

/** The text and the HTML of a mail. */
final class MailParts {
    /** What フリーランス法 art. 12 asks for, as the published example has it. */
    static final String[] SIX_ITEMS = {
        "株式会社みなと製作所", "東京都港区芝1-2-3", "recruit@minato.example", "課題・ToDo・リスクの管理", "ハイブリッド", "月額 85万円〜100万円"
    };

    private MailParts() {}

    static List<String> of(MimeMessage mail) throws Exception {
        List<String> parts = new ArrayList<>();
        collect((MimeMultipart) mail.getContent(), parts);
        assertThat(parts).hasSize(2);
        return parts;
    }

    private static void collect(MimeMultipart multipart, List<String> parts) throws Exception {
        for (int i = 0; i < multipart.getCount(); i++) {
            BodyPart part = multipart.getBodyPart(i);
            if (part.getContent() instanceof MimeMultipart inner) {
                collect(inner, parts);
            } else {
                parts.add(part.getContent().toString());
            }
        }
    }
}
