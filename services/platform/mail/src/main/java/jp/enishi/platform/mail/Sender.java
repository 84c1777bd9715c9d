package jp.enishi.platform.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import jp.enishi.platform.messaging.Delays;
import jp.enishi.platform.messaging.Failpoint;
import jp.enishi.platform.operations.Spans;
import jp.enishi.platform.operations.Trace;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the mails that are due: NEW → SENDING (under a lease) → SENT or FAILED. A mail whose sender died between the mail
 * server's answer and the commit leaves again with the same Message-ID, so that it can be recognised. Neither addresses
 * nor contents are logged; some time after the end the row forgets both.
 */
@ApplicationScoped
class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final int BATCH = 8;
    private static final int PARALLEL = 4;

    private final Pool pool;
    private final ReactiveMailer mailer;
    private final Addresses addresses;
    private final MailSettings settings;
    private final MeterRegistry metrics;
    private final Spans spans;
    private final Pulse sending;
    private final Pulse forgetting;
    private final AtomicLong waiting = new AtomicLong();
    private final Timer delay;

    Sender(
            Pool pool,
            Vertx vertx,
            ReactiveMailer mailer,
            Addresses addresses,
            MailSettings settings,
            MeterRegistry metrics,
            Spans spans) {
        this.pool = pool;
        this.mailer = mailer;
        this.addresses = addresses;
        this.settings = settings;
        this.metrics = metrics;
        this.spans = spans;
        this.delay = Delays.ofMails(metrics);
        this.sending = new Pulse("outgoing mail", vertx, settings.poll(), this::sendDue);
        this.forgetting = new Pulse("ended mail", vertx, settings.forgetEvery(), this::forgetOld);
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("enishi_mail_waiting", waiting, AtomicLong::get).register(metrics);
        metrics.counter("enishi_mail", "outcome", "sent");
        if (settings.enabled()) {
            sending.wake();
            forgetting.wake();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        sending.stop();
        forgetting.stop();
    }

    /** A mail may be due. */
    void wake() {
        if (settings.enabled()) {
            sending.wake();
        }
    }

    /** A mail this process owns; {@code attempt} tells its claim from an earlier or later one. */
    private record Claim(
            UUID id,
            @Nullable UUID user,
            @Nullable String address,
            Mails.Content content,
            int attempt,
            @Nullable String span) {
        static Claim of(Row row) {
            return new Claim(
                    row.getUUID("mail_id"),
                    row.getUUID("user_id"),
                    row.getString("address"),
                    Mails.Content.read(row.getString("content")),
                    row.getInteger("attempts"),
                    row.getString("span_id"));
        }

        /** What the mail came of. */
        SpanContext cause() {
            return Trace.of(content.headers().get(Mails.TRACE_HEADER), span);
        }

        @Override
        public String toString() {
            return "mail " + id;
        }
    }

    private Uni<Boolean> sendDue() {
        return pool.preparedQuery("""
            update mail set state = 'SENDING', attempts = attempts + 1, lease_until = now() + $1::bigint * interval '1 millisecond'
            where mail_id in (
                select m.mail_id from mail m
                where m.state in ('NEW', 'SENDING') and coalesce(m.lease_until, m.next_at) <= now()
                  and not exists (select from mail e
                      where coalesce(e.user_id::text, lower(e.address)) = coalesce(m.user_id::text, lower(m.address))
                        and e.mail_id < m.mail_id and e.state in ('NEW', 'SENDING'))
                order by m.next_at, m.mail_id limit $2 for update skip locked)
            returning mail_id, user_id, address, content::text as content, attempts, span_id\
            """)
                .execute(Tuple.of(settings.lease().toMillis(), BATCH))
                .map(rows -> rows.stream().map(Claim::of).toList())
                .chain(claims -> Multi.createFrom()
                        .iterable(claims)
                        .onItem()
                        .transformToUni(this::deliver)
                        .merge(PARALLEL)
                        .collect()
                        .asList()
                        .chain(this::count)
                        .replaceWith(!claims.isEmpty()));
    }

    private Uni<Void> count() {
        return pool.query("select count(*) as waiting from mail where state in ('NEW', 'SENDING')")
                .execute()
                .invoke(rows -> waiting.set(rows.iterator().next().getLong("waiting")))
                .replaceWithVoid();
    }

    private Uni<Void> deliver(Claim claim) {
        return address(claim)
                .onItemOrFailure()
                .transformToUni((address, failure) -> {
                    if (failure != null) {
                        LOG.infof(
                                "%s waits: addresses can't be asked (%s)",
                                claim, failure.getClass().getName());
                        return retry(claim, "address-unknown");
                    }
                    if (address.isEmpty()) {
                        LOG.infof("%s has nowhere to go: the account has no verified address", claim);
                        return settle(claim, "FAILED", "no-verified-address");
                    }
                    return hand(claim, compose(claim, address.get()));
                })
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("%s: %s", claim, failure.getClass().getName());
                    return retry(claim, "error");
                });
    }

    private Uni<Optional<String>> address(Claim claim) {
        return claim.user() == null
                ? Uni.createFrom().item(Optional.ofNullable(claim.address()))
                : addresses.of(claim.user());
    }

    private Uni<Void> hand(Claim claim, Mail mail) {
        Span span = spans.follow("send mail", SpanKind.CLIENT, claim.cause());
        // A server that takes the connection and says nothing is as good as none; all of a batch end within their
        // lease.
        Uni<Void> sending = mailer.send(mail)
                .ifNoItem()
                .after(settings.lease().dividedBy(3))
                .fail();
        return sending.onItemOrFailure().transformToUni((sent, failure) -> {
            Spans.end(span, failure);
            if (failure == null) {
                Failpoint.hit("mail.afterSend");
                return settle(claim, "SENT", null);
            }
            Optional<Integer> code = replyCode(failure);
            String outcome = code.map(number -> "smtp-" + number).orElse("smtp-unreachable");
            LOG.warnf("%s was not taken: %s", claim, outcome);
            boolean refused = code.isPresent() && (code.get() >= 500 || claim.attempt() >= settings.attempts());
            return refused ? settle(claim, "FAILED", outcome) : retry(claim, outcome);
        });
    }

    private static Optional<Integer> replyCode(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException refusal) {
                return Optional.of(refusal.getReplyCode());
            }
        }
        return Optional.empty();
    }

    private static Mail compose(Claim claim, String address) {
        Mails.Content content = claim.content();
        Mail mail = new Mail()
                .addTo(address)
                .setSubject(content.subject())
                .setText(content.text())
                .addHeader("Message-ID", "<" + claim.id() + "@enishi>")
                .addHeader("Auto-Submitted", "auto-generated");
        if (content.html() != null) {
            mail.setHtml(content.html());
        }
        content.headers().forEach((name, value) -> mail.addHeader(name, value));
        for (Attachment attachment : content.attachments()) {
            byte[] bytes = attachment.isCalendar()
                    ? CalendarText.addressed(new String(attachment.content(), UTF_8), address)
                            .getBytes(UTF_8)
                    : attachment.content();
            mail.addAttachment(attachment.name(), bytes, attachment.contentType());
        }
        return mail;
    }

    /** Ends the claim, unless its lease ran out and another sender took it over. */
    private Uni<Void> settle(Claim claim, String state, @Nullable String outcome) {
        metrics.counter("enishi_mail", "outcome", outcome == null ? "sent" : outcome)
                .increment();
        return pool.preparedQuery("""
            update mail set state = $3, outcome = $4, lease_until = null, ended_at = now()
            where mail_id = $1 and state = 'SENDING' and attempts = $2
            returning extract(epoch from clock_timestamp() - created_at)::float8 as delay\
            """)
                .execute(Tuple.of(claim.id(), claim.attempt(), state, outcome))
                .invoke(rows -> {
                    if (state.equals("SENT")) {
                        rows.forEach(
                                row -> delay.record(Duration.ofMillis(Math.round(row.getDouble("delay") * 1_000))));
                    }
                })
                .replaceWithVoid();
    }

    /** Gives the mail back for later: after 1 s, 2 s, 4 s … at most 5 minutes. */
    private Uni<Void> retry(Claim claim, String outcome) {
        metrics.counter("enishi_mail", "outcome", "retry").increment();
        long seconds = Math.min(300, 1L << Math.min(claim.attempt() - 1, 10));
        return pool.preparedQuery("""
            update mail set state = 'NEW', outcome = $3, lease_until = null, next_at = now() + $4::bigint * interval '1 second'
            where mail_id = $1 and state = 'SENDING' and attempts = $2\
            """)
                .execute(Tuple.of(claim.id(), claim.attempt(), outcome, seconds))
                .replaceWithVoid();
    }

    private Uni<Boolean> forgetOld() {
        return pool.preparedQuery("""
            update mail set content = null, address = null
            where content is not null and ended_at < now() - $1::bigint * interval '1 millisecond'\
            """)
                .execute(Tuple.of(settings.keep().toMillis()))
                .replaceWith(false);
    }
}
