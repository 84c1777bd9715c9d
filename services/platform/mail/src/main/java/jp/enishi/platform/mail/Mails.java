package jp.enishi.platform.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.operations.Trace;
import org.hibernate.reactive.engine.ReactiveAfterTransactionCompletionProcess;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveSession;
import org.jspecify.annotations.Nullable;

/** Mails that leave with the running transaction or not at all. */
@ApplicationScoped
public class Mails {
    /** By which a mail says of which request it came. */
    static final String TRACE_HEADER = "X-Trace-Id";

    private static final ObjectMapper JSON = new JsonMapper();

    private final Sender sender;

    Mails(Sender sender) {
        this.sender = sender;
    }

    /**
     * Writes the mail inside the running transaction; it leaves after the commit. Answers its id, of which its Message-ID
     * is made. Mails to one recipient leave in the order in which they were written.
     */
    public Uni<UUID> enqueue(OutgoingMail mail) {
        UUID id = Ids.next();
        String user = mail.to() instanceof OutgoingMail.Recipient.Account(UUID userId) ? userId.toString() : "";
        String address = mail.to() instanceof OutgoingMail.Recipient.Plain(String plain) ? plain : "";
        String content = Content.of(mail).write();
        return Panache.getSession()
                .call(session -> session.createNativeQuery("""
                    insert into mail (mail_id, user_id, address, content, span_id) values
                    (:id, cast(nullif(:user, '') as uuid), nullif(:address, ''), cast(cast(:content as text) as jsonb),
                        nullif(:span, ''))\
                    """)
                        .setParameter("id", id)
                        .setParameter("user", user)
                        .setParameter("address", address)
                        .setParameter("content", content)
                        .setParameter("span", Optional.ofNullable(Trace.span()).orElse(""))
                        .executeUpdate())
                .invoke(this::wakeAfterCommit)
                .replaceWith(id);
    }

    private void wakeAfterCommit(Mutiny.Session session) {
        ReactiveAfterTransactionCompletionProcess after = (committed, ignored) -> {
            if (committed) {
                sender.wake();
            }
            return Uni.createFrom().voidItem().subscribeAsCompletionStage();
        };
        ((MutinySessionImpl) session)
                .unwrap(ReactiveSession.class)
                .getReactiveActionQueue()
                .registerProcess(after);
    }

    /** What a row keeps of a mail until it is forgotten; attachments as base64. */
    record Content(
            String subject,
            String text,
            @Nullable String html,
            List<Attachment> attachments,
            Map<String, String> headers) {

        static Content of(OutgoingMail mail) {
            Map<String, String> headers = new HashMap<>(mail.headers());
            String trace = Trace.current();
            if (trace != null) {
                headers.put(TRACE_HEADER, trace);
            }
            return new Content(mail.subject(), mail.text(), mail.html(), mail.attachments(), headers);
        }

        static Content read(String json) {
            try {
                return JSON.readValue(json, Content.class);
            } catch (JsonProcessingException ours) {
                throw new IllegalStateException("a kept mail is unreadable", ours);
            }
        }

        String write() {
            try {
                return JSON.writeValueAsString(this);
            } catch (JsonProcessingException ours) {
                throw new IllegalStateException("a mail that is no JSON", ours);
            }
        }

        @Override
        public String toString() {
            return "Content";
        }
    }
}
