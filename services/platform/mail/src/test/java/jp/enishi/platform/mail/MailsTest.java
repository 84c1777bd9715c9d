package jp.enishi.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.TestParts;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class MailsTest {
    @Inject
    Mails mails;

    @Inject
    SimpleMeterRegistry metrics;

    Outside outside;

    @Test
    void a_mail_to_an_account_leaves_once_to_its_verified_address() throws Throwable {
        UUID user = UUID.randomUUID();
        String address = outside.account(user, true);
        UUID id = enqueue(OutgoingMail.to(user, "面談のご案内\r\nBcc: someone@else.example", "本文です。")
                .withHtml("<p>本文です。</p>")
                .withHeaders(Map.of("Content-Language", "ja")));
        MimeMessage mail = received(address, 1).getFirst();
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@enishi>");
        assertThat(mail.getSubject()).isEqualTo("面談のご案内 Bcc: someone@else.example");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getHeader("Content-Language")).containsExactly("ja");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(parts(mail)).contains("本文です。", "<p>本文です。</p>");
        await(id, "SENT");
        assertThat(metrics.counter("enishi_mail", "outcome", "sent").count()).isPositive();
    }

    @Test
    void a_transaction_that_fails_sends_nothing() {
        String address = address();
        assertThatThrownBy(() -> run(() -> mails.enqueue(OutgoingMail.to(address, "x", "y"))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("rolled back")))))
                .hasMessageContaining("rolled back");
        assertThat(sql("select count(*) from mail where address = '" + address + "'"))
                .isEqualTo("0");
    }

    @Test
    void attachments_keep_their_type_and_an_invitation_names_its_recipient() throws Throwable {
        UUID user = UUID.randomUUID();
        String address = outside.account(user, true);
        byte[] pdf = "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8);
        String invitation = "BEGIN:VCALENDAR\r\n"
                + "METHOD:REQUEST\r\n"
                + "ATTENDEE;RSVP=TRUE:mailto:reci\r\n"
                + " pient@enishi.invalid\r\n"
                + "SUMMARY:"
                + "商談".repeat(40) + "\r\nEND:VCALENDAR\r\n";
        enqueue(OutgoingMail.to(user, "招待", "招待です。")
                .with(
                        Attachment.calendar("invite.ics", "request", invitation),
                        new Attachment("注文書.pdf", "application/pdf", pdf)));
        MimeMessage mail = received(address, 1).getFirst();
        List<BodyPart> files = files(mail);
        assertThat(files).hasSize(2);
        assertThat(files.getFirst().getContentType())
                .startsWith("text/calendar")
                .contains("method=REQUEST")
                .containsIgnoringCase("charset=UTF-8");
        String calendar = new String(files.getFirst().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(calendar.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(CalendarText.unfold(calendar))
                .contains("ATTENDEE;RSVP=TRUE:mailto:" + address + "\r\n", "商談".repeat(40))
                .doesNotContain(CalendarText.RECIPIENT);
        assertThat(files.get(1).getContentType()).startsWith("application/pdf");
        assertThat(files.get(1).getInputStream().readAllBytes()).isEqualTo(pdf);
    }

    @Test
    void a_mail_waits_while_addresses_cannot_be_asked_or_no_server_listens() throws Throwable {
        UUID user = UUID.randomUUID();
        String address = outside.account(user, true);
        outside.keycloakDown(true);
        UUID id;
        try {
            id = enqueue(OutgoingMail.to(user, "x", "y"));
            eventually(() -> assertThat(outcome(id)).isEqualTo("address-unknown"));
        } finally {
            outside.keycloakDown(false);
        }
        await(id, "SENT");
        assertThat(received(address, 1)).hasSize(1);

        outside.mailDown();
        UUID next;
        try {
            next = enqueue(OutgoingMail.to(user, "z", "y"));
            eventually(() -> assertThat(outcome(next)).isEqualTo("smtp-unreachable"));
        } finally {
            outside.mailUp();
        }
        await(next, "SENT");
    }

    @Test
    void a_mail_server_that_says_nothing_holds_up_no_mail_for_ever() throws Throwable {
        UUID user = UUID.randomUUID();
        outside.account(user, true);
        UUID id;
        try (var silent = outside.mailSilent()) {
            id = enqueue(OutgoingMail.to(user, "x", "y"));
            eventually(() -> assertThat(outcome(id)).isEqualTo("smtp-unreachable"));
            assertThat(silent.isClosed()).isFalse();
        } finally {
            outside.mailUp();
        }
        await(id, "SENT");
    }

    @Test
    void who_has_no_verified_address_gets_no_mail() throws Throwable {
        UUID user = UUID.randomUUID();
        String address = outside.account(user, false);
        UUID unverified = enqueue(OutgoingMail.to(user, "x", "y"));
        UUID unknown = enqueue(OutgoingMail.to(UUID.randomUUID(), "x", "y"));
        await(unverified, "FAILED");
        await(unknown, "FAILED");
        assertThat(outcome(unverified)).isEqualTo("no-verified-address");
        assertThat(mailsTo(address)).isEmpty();
    }

    /** Nobody's mail stops because others guess at their password, or because somebody else looks at the account too. */
    @Test
    void who_is_locked_out_gets_mail_and_whose_account_is_shut_gets_none() throws Throwable {
        UUID locked = UUID.randomUUID();
        UUID shut = UUID.randomUUID();
        String its = outside.lockedOut(locked);
        String nobodys = outside.shut(shut);
        UUID sent = enqueue(OutgoingMail.to(locked, "x", "y"));
        UUID ended = enqueue(OutgoingMail.to(shut, "x", "y"));
        await(sent, "SENT");
        await(ended, "FAILED");
        assertThat(mailsTo(its)).hasSize(1);
        assertThat(outcome(ended)).isEqualTo("no-verified-address");
        assertThat(mailsTo(nobodys)).isEmpty();
    }

    @Test
    void a_mail_whose_sender_died_after_sending_leaves_again_under_the_same_id() throws Throwable {
        String address = address();
        UUID id = enqueue(OutgoingMail.to(address, "x", "y"));
        await(id, "SENT");
        sql("update mail set state = 'SENDING', ended_at = null, lease_until = now() - interval '1 second' where"
                + " mail_id = '"
                + id + "'");
        List<MimeMessage> both = received(address, 2);
        assertThat(both.get(0).getMessageID()).isEqualTo(both.get(1).getMessageID());
    }

    @Test
    void mails_to_one_recipient_leave_in_order() throws Throwable {
        String address = address();
        run(() -> Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(n -> mails.enqueue(OutgoingMail.to(address, "n" + n, "y")))
                        .toList())
                .usingConcurrencyOf(1)
                .andFailFast());
        List<String> subjects = new ArrayList<>();
        for (MimeMessage mail : received(address, 20)) {
            subjects.add(mail.getSubject());
        }
        assertThat(subjects)
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(n -> "n" + n).toList());
    }

    @Test
    void address_and_content_are_forgotten_some_time_after_the_end() throws Throwable {
        UUID old = enqueue(OutgoingMail.to(address(), "x", "y"));
        UUID young = enqueue(OutgoingMail.to(address(), "x", "y"));
        await(old, "SENT");
        await(young, "SENT");
        sql("update mail set ended_at = now() - interval '8 days' where mail_id = '" + old + "'");
        eventually(() -> assertThat(
                        sql("select address is null and content is null from mail where mail_id = '" + old + "'"))
                .isEqualTo("t"));
        assertThat(sql("select address is null or content is null from mail where mail_id = '" + young + "'"))
                .isEqualTo("f");
    }

    @Test
    void what_goes_into_the_head_is_one_line() {
        assertThatThrownBy(() -> OutgoingMail.to("a@b.example\r\nBcc: c@d.example", "x", "y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutgoingMail.to("a@b.example, c@d.example", "x", "y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutgoingMail.to("a@b.example", "x", "y").withHeaders(Map.of("X", "a\r\nBcc: b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attachment("a\nb", "text/plain", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(OutgoingMail.to("a@b.example", "secret", "words").toString()).isEqualTo("OutgoingMail");
    }

    private UUID enqueue(OutgoingMail mail) throws Throwable {
        return run(() -> mails.enqueue(mail));
    }

    private static <T> T run(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(work));
    }

    private static String address() {
        return "a" + UUID.randomUUID() + "@visitors.example";
    }

    private void await(UUID id, String state) {
        eventually(() -> assertThat(sql("select state from mail where mail_id = '" + id + "'"))
                .isEqualTo(state));
    }

    private static String outcome(UUID id) {
        return sql("select outcome from mail where mail_id = '" + id + "'");
    }

    private List<MimeMessage> received(String address, int count) {
        eventually(() -> assertThat(mailsTo(address)).hasSize(count));
        return mailsTo(address);
    }

    private List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(outside.mail().getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(address);
                    } catch (jakarta.mail.MessagingException unreadable) {
                        throw new IllegalStateException(unreadable);
                    }
                })
                .toList();
    }

    private static List<String> parts(MimeMessage mail) throws Exception {
        List<String> texts = new ArrayList<>();
        for (BodyPart part : leaves((MimeMultipart) mail.getContent())) {
            texts.add(part.getContent().toString().strip());
        }
        return texts;
    }

    private static List<BodyPart> files(MimeMessage mail) throws Exception {
        List<BodyPart> files = new ArrayList<>();
        for (BodyPart part : leaves((MimeMultipart) mail.getContent())) {
            if (part.getFileName() != null) {
                files.add(part);
            }
        }
        return files;
    }

    private static List<BodyPart> leaves(MimeMultipart multipart) throws Exception {
        List<BodyPart> leaves = new ArrayList<>();
        for (int n = 0; n < multipart.getCount(); n++) {
            BodyPart part = multipart.getBodyPart(n);
            if (part.getContent() instanceof MimeMultipart inner) {
                leaves.addAll(leaves(inner));
            } else {
                leaves.add(part);
            }
        }
        return leaves;
    }

    private static String sql(String query) {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement()) {
            if (!statement.execute(query)) {
                return "";
            }
            var rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException refused) {
            throw new IllegalStateException(query, refused);
        }
    }

    /** Waits until the assertion holds, at most 30 seconds. */
    private static void eventually(Runnable assertion) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }
}
