package jp.enishi.notifications.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import jp.enishi.notifications.NotificationsConfig;
import jp.enishi.notifications.Pulse;
import jp.enishi.notifications.inbox.NotificationKind;
import jp.enishi.notifications.news.Occasion;
import jp.enishi.notifications.people.People;
import jp.enishi.notifications.people.People.Mailbox;
import jp.enishi.platform.messaging.Delays;
import jp.enishi.platform.messaging.Failpoint;
import jp.enishi.platform.operations.Spans;
import jp.enishi.platform.operations.Trace;
import jp.enishi.platform.taxonomy.Language;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the mails that are due: NEW → SENDING (under a lease) → SENT, FAILED or CANCELLED. A mail whose sender died
 * between the mail server's answer and the commit leaves again with the same Message-ID, so that it can be recognised.
 */
@ApplicationScoped
public class Outgoing {
    private static final Logger LOG = Logger.getLogger(Outgoing.class);
    private static final int BATCH = 8;
    private static final int PARALLEL = 4;

    private final Pool pool;
    private final ReactiveMailer mailer;
    private final People people;
    private final Rendering rendering;
    private final Notices notices;
    private final NotificationsConfig config;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Spans spans;
    private final Taxonomy taxonomy = Taxonomy.load();
    private final Pulse pulse;
    private final AtomicLong waiting = new AtomicLong();
    private final Timer delay;

    @Inject
    Outgoing(
            Pool pool,
            Vertx vertx,
            ReactiveMailer mailer,
            People people,
            Rendering rendering,
            Notices notices,
            NotificationsConfig config,
            ObjectMapper json,
            MeterRegistry metrics,
            Spans spans) {
        this.pool = pool;
        this.mailer = mailer;
        this.people = people;
        this.rendering = rendering;
        this.notices = notices;
        this.config = config;
        this.json = json;
        this.metrics = metrics;
        this.spans = spans;
        this.delay = Delays.ofMails(metrics);
        this.pulse = new Pulse("outgoing mail", vertx, config.poll(), this::sendDue);
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("enishi_mail_waiting", waiting, AtomicLong::get).register(metrics);
        metrics.counter("enishi.mail", "outcome", "sent");
        pulse.wake();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.stop();
    }

    /** A mail may be due. */
    public void wake() {
        pulse.wake();
    }

    /** A mail this process owns; {@code attempt} tells its claim from an earlier or later one. */
    private record Claim(
            UUID notification,
            UUID user,
            @Nullable UUID caseId,
            NotificationKind kind,
            int attempt,
            @Nullable String trace,
            @Nullable String span) {}

    private Uni<Boolean> sendDue() {
        return pool.preparedQuery("""
                        update mail set state = 'SENDING', attempts = attempts + 1, lease_until = now() + $1::bigint * interval '1 millisecond'
                        where notification_id in (
                            select notification_id from mail
                            where state in ('NEW', 'SENDING') and coalesce(lease_until, next_at) <= now()
                            order by next_at, notification_id limit $2 for update skip locked)
                        returning notification_id, user_id, case_id, kind, attempts,
                            (select trace_id from notification n where n.notification_id = mail.notification_id) as trace_id,
                            (select span_id from notification n where n.notification_id = mail.notification_id) as span_id""")
                .execute(Tuple.of(config.mailLease().toMillis(), BATCH))
                .map(rows -> {
                    List<Claim> claims = new ArrayList<>();
                    rows.forEach(row -> claims.add(new Claim(
                            row.getUUID("notification_id"),
                            row.getUUID("user_id"),
                            row.getUUID("case_id"),
                            NotificationKind.valueOf(row.getString("kind")),
                            row.getInteger("attempts"),
                            row.getString("trace_id"),
                            row.getString("span_id"))));
                    return claims;
                })
                .chain(claims -> Multi.createFrom()
                        .iterable(claims)
                        .onItem()
                        .transformToUni(this::deliver)
                        .merge(PARALLEL)
                        .collect()
                        .asList()
                        .chain(this::count)
                        .replaceWith(claims.size() == BATCH));
    }

    /** What waits for tomorrow's digest isn't late. */
    private Uni<Void> count() {
        return pool.query("""
                        select count(*) as waiting from mail
                        where state in ('NEW', 'SENDING') and (attempts > 0 or next_at <= now())""")
                .execute()
                .invoke(rows -> waiting.set(rows.iterator().next().getLong("waiting")))
                .replaceWithVoid();
    }

    private Uni<Void> deliver(Claim claim) {
        UUID caseId = claim.caseId();
        return (caseId == null ? deliverNotice(claim) : deliverCase(claim, caseId))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "Mail %s: %s",
                            claim.notification(), failure.getClass().getName());
                    return retry(claim, "error");
                });
    }

    private Uni<Void> deliverCase(Claim claim, UUID caseId) {
        return facts(claim).chain(row -> {
            JsonNode listing = parse(row.getString("listing"));
            return switch (facts(claim, row, listing).decide(config.dailyMails())) {
                case MailFacts.Decision.Cancel(String reason) -> settle(claim, "CANCELLED", reason);
                case MailFacts.Decision.Wait() -> retry(claim, "waits-for-earlier-mail");
                case MailFacts.Decision.Send() -> send(claim, mailbox -> compose(claim, caseId, listing, row, mailbox));
            };
        });
    }

    /** Something in the order flow: mailed to who wants it, unless its deadline has passed meanwhile. */
    private Uni<Void> deliverNotice(Claim claim) {
        return pool.preparedQuery("""
                        select n.data::text as data, m.digest, coalesce(p.language, t.language) as language,
                            coalesce(n.kind <> all(string_to_array(p.mail_off, ',')), true) as wanted,
                            coalesce((n.data ->> 'deadline')::timestamptz < now(), false) as late
                        from notification n
                        join mail m on m.notification_id = n.notification_id
                        left join preferences p on p.user_id = n.user_id
                        left join lateral (select language from talent where user_id = n.user_id limit 1) t on true
                        where n.notification_id = $1""")
                .execute(Tuple.of(claim.notification()))
                .map(rows -> rows.iterator().next())
                .chain(row -> {
                    if (!row.getBoolean("wanted")) {
                        return settle(claim, "CANCELLED", "not-wanted");
                    }
                    return row.getBoolean("late")
                            ? settle(claim, "CANCELLED", "deadline-past")
                            : send(claim, mailbox -> composeNotice(claim, row, mailbox));
                });
    }

    private Uni<Void> send(Claim claim, Function<Mailbox, Mail> composition) {
        return people.mailbox(claim.user()).onItemOrFailure().transformToUni((mailbox, failure) -> {
            if (failure != null) {
                LOG.infof(
                        "Mail %s waits: addresses can't be asked (%s)",
                        claim.notification(), failure.getClass().getName());
                return retry(claim, "address-unknown");
            }
            if (mailbox.isEmpty()) {
                LOG.infof("Mail %s has nowhere to go: the account has no verified address", claim.notification());
                return settle(claim, "CANCELLED", "no-verified-address");
            }
            return hand(claim, composition.apply(mailbox.get()));
        });
    }

    private Uni<Void> hand(Claim claim, Mail mail) {
        Span span = spans.follow("send mail", SpanKind.CLIENT, Trace.of(claim.trace(), claim.span()));
        // A server that takes the connection and says nothing is as good as none; all of a batch end within their
        // lease.
        Uni<Void> sending = mailer.send(mail)
                .ifNoItem()
                .after(config.mailLease().dividedBy(3))
                .fail();
        return sending.onItemOrFailure().transformToUni((sent, failure) -> {
            Spans.end(span, failure);
            if (failure == null) {
                Failpoint.hit("mail.afterSend");
                return settle(claim, "SENT", null);
            }
            Optional<Integer> code = replyCode(failure);
            String outcome = code.map(number -> "smtp-" + number).orElse("smtp-unreachable");
            LOG.warnf("Mail %s was not taken: %s", claim.notification(), outcome);
            boolean refused = code.isPresent() && (code.get() >= 500 || claim.attempt() >= config.mailAttempts());
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

    private Mail compose(Claim claim, UUID caseId, JsonNode listing, Row row, Mailbox mailbox) {
        Language language = language(row, mailbox);
        CaseMail content = CaseMail.of(
                claim.kind(),
                caseId,
                listing,
                parse(row.getString("data")),
                language,
                taxonomy,
                notices,
                config.publicUrl());
        return traced(
                claim, mail(claim, mailbox, rendering.render(content, language), content.preferencesUrl(), language));
    }

    private Mail composeNotice(Claim claim, Row row, Mailbox mailbox) {
        Language language = language(row, mailbox);
        JsonNode data = parse(row.getString("data"));
        boolean digest = row.getBoolean("digest");
        Occasion occasion =
                Occasion.of(claim.kind(), digest ? "DIGEST" : data.path("event").asText());
        if (digest) {
            data = json.createObjectNode().put("link", "/talent/inbox").put("pause", "/searches");
        }
        NoticeMail content = NoticeMail.of(occasion, data, language, notices, config.publicUrl());
        return traced(
                claim, mail(claim, mailbox, rendering.render(content, language), content.preferencesUrl(), language));
    }

    private static Language language(Row row, Mailbox mailbox) {
        String chosen = row.getString("language");
        Language account = mailbox.language() == null ? Language.JA : mailbox.language();
        return chosen == null ? account : Language.of(chosen);
    }

    /** The mail says of which request it came. */
    private static Mail traced(Claim claim, Mail mail) {
        String trace = claim.trace();
        return trace == null ? mail : mail.addHeader("X-Trace-Id", trace);
    }

    private static Mail mail(
            Claim claim, Mailbox mailbox, Rendering.Rendered rendered, String preferencesUrl, Language language) {
        return new Mail()
                .addTo(mailbox.address())
                .setSubject(rendered.subject())
                .setText(rendered.text())
                .setHtml(rendered.html())
                .addHeader("Message-ID", "<" + claim.notification() + "@enishi>")
                .addHeader("List-Unsubscribe", "<" + preferencesUrl + ">")
                .addHeader("Auto-Submitted", "auto-generated")
                .addHeader("Content-Language", language.name().toLowerCase(Locale.ROOT));
    }

    private Uni<Row> facts(Claim claim) {
        return pool.preparedQuery("""
                        select c.listing::text as listing, n.data::text as data,
                            c.status = 'PUBLISHED' and (c.listing->>'closesOn')::date >= (now() at time zone 'Asia/Tokyo')::date as open,
                            coalesce(p.language, t.language) as language,
                            case n.kind when 'NEW_CASE' then coalesce(p.mail_new_case, true)
                                when 'FITTING_CASE' then coalesce(p.mail_fitting_case, true)
                                when 'SAVED_SEARCH' then coalesce(n.kind <> all(string_to_array(p.mail_off, ',')), true)
                                else true end as wanted,
                            (select count(*) from mail x where x.user_id = m.user_id and x.kind in ('NEW_CASE', 'FITTING_CASE')
                                and (x.state = 'SENT' and x.sent_at >= date_trunc('day', now(), 'Asia/Tokyo')
                                     or x.state = 'SENDING' and x.notification_id < m.notification_id)) as today,
                            exists (select from mail x where x.user_id = m.user_id and x.case_id = m.case_id
                                and x.notification_id <> m.notification_id and x.state = 'SENT') as mailed,
                            exists (select from mail x where x.user_id = m.user_id and x.case_id = m.case_id
                                and x.kind in ('NEW_CASE', 'FITTING_CASE', 'SAVED_SEARCH') and x.state in ('NEW', 'SENDING')) as mailing,
                            exists (select from notification x where x.case_id = n.case_id and x.user_id = n.user_id
                                and (x.kind = 'CASE_CLOSED' or x.kind = 'CASE_CHANGED' and x.revision > n.revision)) as superseded
                        from mail m
                        join notification n on n.notification_id = m.notification_id
                        join client_case c on c.case_id = n.case_id
                        left join preferences p on p.user_id = m.user_id
                        left join lateral (select language from talent where user_id = m.user_id limit 1) t on true
                        where m.notification_id = $1""")
                .execute(Tuple.of(claim.notification()))
                .map(rows -> rows.iterator().next());
    }

    private static MailFacts facts(Claim claim, Row row, JsonNode listing) {
        return new MailFacts(
                claim.kind(),
                CaseMail.complete(listing),
                row.getBoolean("open"),
                row.getBoolean("wanted"),
                row.getLong("today"),
                row.getBoolean("mailed"),
                row.getBoolean("mailing"),
                row.getBoolean("superseded"));
    }

    /** Ends the claim, unless its lease ran out and another sender took it over. */
    private Uni<Void> settle(Claim claim, String state, @Nullable String outcome) {
        metrics.counter("enishi.mail", "outcome", outcome == null ? "sent" : outcome)
                .increment();
        return pool.preparedQuery("""
                        update mail set state = $3::text, outcome = $4, lease_until = null,
                            sent_at = case $3::text when 'SENT' then now() end
                        where notification_id = $1 and state = 'SENDING' and attempts = $2
                        returning extract(epoch from clock_timestamp() - created_at)::float8 as delay, digest""")
                .execute(Tuple.of(claim.notification(), claim.attempt(), state, outcome))
                .invoke(rows -> rows.forEach(row -> {
                    if (state.equals("SENT") && !row.getBoolean("digest")) {
                        delay.record(Duration.ofMillis(Math.round(row.getDouble("delay") * 1_000)));
                    }
                }))
                .replaceWithVoid();
    }

    /** Gives the mail back for later: after 1 s, 2 s, 4 s … at most 5 minutes. */
    private Uni<Void> retry(Claim claim, String outcome) {
        metrics.counter("enishi.mail", "outcome", "retry").increment();
        long seconds = Math.min(300, 1L << Math.min(claim.attempt() - 1, 10));
        return pool.preparedQuery("""
                        update mail set state = 'NEW', outcome = $3, lease_until = null, next_at = now() + $4::bigint * interval '1 second'
                        where notification_id = $1 and state = 'SENDING' and attempts = $2""")
                .execute(Tuple.of(claim.notification(), claim.attempt(), outcome, seconds))
                .replaceWithVoid();
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("kept JSON is unreadable", ours);
        }
    }
}
