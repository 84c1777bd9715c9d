package jp.enishi.contracts.engagement.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.contracts.Documents;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.Times;
import jp.enishi.contracts.engagement.domain.NoticeException;
import jp.enishi.contracts.engagement.domain.Support;
import jp.enishi.contracts.engagement.domain.Support.Amendment;
import jp.enishi.contracts.engagement.domain.Support.Category;
import jp.enishi.contracts.engagement.domain.Support.CheckIn;
import jp.enishi.contracts.engagement.domain.Support.Ending;
import jp.enishi.contracts.engagement.domain.Support.EndingKind;
import jp.enishi.contracts.engagement.domain.Support.Notice;
import jp.enishi.contracts.engagement.domain.Support.Reply;
import jp.enishi.contracts.engagement.domain.Support.Report;
import jp.enishi.contracts.engagement.domain.Support.Ticket;
import jp.enishi.contracts.engagement.domain.Support.TicketState;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.platform.kernel.Difference.Change;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Check-ins, tickets, amendments and notices, under the lock of their engagement; part of the running session. */
@ApplicationScoped
public class SupportRecords {
    private final Documents documents;

    SupportRecords(Documents documents) {
        this.documents = documents;
    }

    /** All that accompanies an engagement. */
    public Uni<Support> of(UUID id) {
        return Panache.getSession()
                .chain(session -> checkIns(session, id)
                        .chain(checkIns -> tickets(session, id)
                                .chain(tickets -> amendments(session, id)
                                        .chain(amendments -> notice(session, id)
                                                .map(notice -> new Support(checkIns, tickets, amendments, notice))))));
    }

    public Uni<Void> addCheckIn(UUID id, int number, LocalDate dueOn) {
        return run(
                "insert into check_in (engagement_id, number, due_on) values (:id, :number, :on)",
                Map.of("id", id, "number", number, "on", dueOn));
    }

    public Uni<Void> addReport(UUID id, int number, Report report, UUID author, String role) {
        return run(
                "insert into check_in_report (engagement_id, number, side, author, author_role, text, at)"
                        + " values (:id, :number, :side, :author, :role, :text, :at)",
                Map.of(
                        "id",
                        id,
                        "number",
                        number,
                        "side",
                        report.side().name(),
                        "author",
                        author,
                        "role",
                        role,
                        "text",
                        report.text(),
                        "at",
                        report.at()));
    }

    public Uni<Void> addTicket(
            UUID id, int number, Category category, @Nullable Side side, UUID author, String text, Instant now) {
        return run(
                "insert into ticket (engagement_id, number, state, category, side, author, text, at)"
                        + " values (:id, :number, 'OPEN', :category, nullif(:side, ''), :author, :text, :at)",
                Map.of(
                        "id",
                        id,
                        "number",
                        number,
                        "category",
                        category.name(),
                        "side",
                        side == null ? "" : side.name(),
                        "author",
                        author,
                        "text",
                        text,
                        "at",
                        now));
    }

    public Uni<Void> escalate(UUID id, int number, String why, Instant now) {
        return run(
                "update ticket set state = 'ESCALATED', escalated_at = :at, escalation = :why"
                        + " where engagement_id = :id and number = :number",
                Map.of("id", id, "number", number, "why", why, "at", now));
    }

    public Uni<Void> resolve(UUID id, int number, String resolution, Instant now) {
        return run(
                "update ticket set state = 'RESOLVED', resolved_at = :at, resolution = :resolution"
                        + " where engagement_id = :id and number = :number",
                Map.of("id", id, "number", number, "resolution", resolution, "at", now));
    }

    public Uni<Void> addAmendment(UUID id, Amendment amendment, UUID author, String role) {
        return run(
                "insert into amendment (engagement_id, number, side, author, author_role, at, reason, before_hash, terms,"
                        + " terms_hash, changes, lowers_fee) values (:id, :number, :side, :author, :role, :at, :reason,"
                        + " :before, :terms, :hash, :changes, :lowers)",
                Map.ofEntries(
                        Map.entry("id", id),
                        Map.entry("number", amendment.number()),
                        Map.entry("side", amendment.side().name()),
                        Map.entry("author", author),
                        Map.entry("role", role),
                        Map.entry("at", amendment.at()),
                        Map.entry("reason", amendment.reason()),
                        Map.entry("before", amendment.beforeHash()),
                        Map.entry("terms", documents.canonical(amendment.terms())),
                        Map.entry("hash", amendment.termsHash()),
                        Map.entry("changes", documents.canonical(amendment.changes())),
                        Map.entry("lowers", amendment.lowersFee())));
    }

    public Uni<Void> sign(UUID id, int number, Side side, UUID user, String hash, Instant now) {
        return run(
                "insert into amendment_signature (engagement_id, number, side, user_id, terms_hash, at)"
                        + " values (:id, :number, :side, :user, :hash, :at)",
                Map.of("id", id, "number", number, "side", side.name(), "user", user, "hash", hash, "at", now));
    }

    /** A proposed amendment comes to nothing. */
    public Uni<Void> endAmendment(UUID id, int number, Ending ending, UUID user) {
        String reason = ending.reason();
        return run(
                "insert into amendment_ending (engagement_id, number, kind, side, user_id, at, reason)"
                        + " values (:id, :number, :kind, :side, :user, :at, nullif(:reason, ''))",
                Map.of(
                        "id",
                        id,
                        "number",
                        number,
                        "kind",
                        ending.kind().name(),
                        "side",
                        ending.side().name(),
                        "user",
                        user,
                        "at",
                        ending.at(),
                        "reason",
                        reason == null ? "" : reason));
    }

    public Uni<Void> addReply(UUID id, int ticket, int number, Reply reply, UUID author, String role) {
        Side side = reply.side();
        return run(
                "insert into ticket_reply (engagement_id, ticket, number, side, author, author_role, text, at)"
                        + " values (:id, :ticket, :number, nullif(:side, ''), :author, :role, :text, :at)",
                Map.of(
                        "id",
                        id,
                        "ticket",
                        ticket,
                        "number",
                        number,
                        "side",
                        side == null ? "" : side.name(),
                        "author",
                        author,
                        "role",
                        role,
                        "text",
                        reply.text(),
                        "at",
                        reply.at()));
    }

    public Uni<Void> addNotice(UUID id, Notice notice, UUID author) {
        NoticeException exception = notice.exception();
        return run(
                "insert into ending_notice (engagement_id, side, author, at, ends_on, reason, exception)"
                        + " values (:id, :side, :author, :at, :ends, :reason, nullif(:exception, ''))",
                Map.of(
                        "id",
                        id,
                        "side",
                        notice.side().name(),
                        "author",
                        author,
                        "at",
                        notice.at(),
                        "ends",
                        notice.endsOn(),
                        "reason",
                        notice.reason(),
                        "exception",
                        exception == null ? "" : exception.name()));
    }

    private static Uni<Void> run(String sql, Map<String, ?> parameters) {
        return Panache.getSession().chain(session -> Engagements.run(session, sql, parameters));
    }

    /** Columns as text, so that every driver gives the same. */
    private static Uni<List<Object[]>> rows(Mutiny.Session session, String sql, UUID id) {
        return session.createNativeQuery(sql, Object[].class)
                .setParameter("id", id)
                .getResultList();
    }

    private static Uni<List<CheckIn>> checkIns(Mutiny.Session session, UUID id) {
        return rows(session, """
                        select c.number, cast(c.due_on as text), r.side, r.text, cast(to_json(r.at) as text) from check_in c
                        left join check_in_report r using (engagement_id, number)
                        where c.engagement_id = :id order by c.number, r.side""", id).map(rows -> {
            var found = new ArrayList<CheckIn>();
            for (Object[] row : rows) {
                int number = (Integer) row[0];
                if (found.isEmpty() || found.getLast().number() != number) {
                    found.add(new CheckIn(number, LocalDate.parse((String) row[1]), new ArrayList<>()));
                }
                if (row[2] != null) {
                    found.getLast()
                            .reports()
                            .add(new Report(Side.valueOf((String) row[2]), (String) row[3], Times.at(row[4])));
                }
            }
            return found;
        });
    }

    private static Uni<List<Ticket>> tickets(Mutiny.Session session, UUID id) {
        return rows(session, """
                        select ticket, side, text, cast(to_json(at) as text) from ticket_reply
                        where engagement_id = :id order by ticket, number""", id)
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> (Integer) row[0],
                                Collectors.mapping(SupportRecords::reply, Collectors.toList()))))
                .chain(replies -> tickets(session, id, replies));
    }

    private static Reply reply(Object[] row) {
        return new Reply(row[1] == null ? null : Side.valueOf((String) row[1]), (String) row[2], Times.at(row[3]));
    }

    private static Uni<List<Ticket>> tickets(Mutiny.Session session, UUID id, Map<Integer, List<Reply>> replies) {
        return rows(session, """
                        select number, state, category, side, text, cast(to_json(at) as text), cast(to_json(escalated_at) as text),
                            escalation, cast(to_json(resolved_at) as text), resolution
                        from ticket where engagement_id = :id order by number""", id)
                .map(rows -> rows.stream()
                        .map(row -> new Ticket(
                                (Integer) row[0],
                                TicketState.valueOf((String) row[1]),
                                Category.valueOf((String) row[2]),
                                row[3] == null ? null : Side.valueOf((String) row[3]),
                                (String) row[4],
                                Times.at(row[5]),
                                Times.atOrNull(row[6]),
                                (String) row[7],
                                Times.atOrNull(row[8]),
                                (String) row[9],
                                replies.getOrDefault((Integer) row[0], List.of())))
                        .toList());
    }

    private Uni<List<Amendment>> amendments(Mutiny.Session session, UUID id) {
        return rows(session, """
                        select a.number, a.side, cast(to_json(a.at) as text), a.reason, a.lowers_fee, a.before_hash, a.terms,
                            a.terms_hash, a.changes,
                            coalesce((select string_agg(s.side, ',' order by s.side) from amendment_signature s
                                where s.engagement_id = a.engagement_id and s.number = a.number), ''),
                            e.kind, e.side, cast(to_json(e.at) as text), e.reason
                        from amendment a left join amendment_ending e using (engagement_id, number)
                        where a.engagement_id = :id order by a.number""", id)
                .map(rows -> rows.stream().map(this::amendment).toList());
    }

    private Amendment amendment(Object[] row) {
        String signed = (String) row[9];
        return new Amendment(
                (Integer) row[0],
                Side.valueOf((String) row[1]),
                Times.at(row[2]),
                (String) row[3],
                (Boolean) row[4],
                (String) row[5],
                documents.read((String) row[6], Terms.class),
                (String) row[7],
                Arrays.asList(documents.read((String) row[8], Change[].class)),
                signed.isEmpty()
                        ? List.of()
                        : Arrays.stream(signed.split(",", -1))
                                .map(Side::valueOf)
                                .toList(),
                row[10] == null
                        ? null
                        : new Ending(
                                EndingKind.valueOf((String) row[10]),
                                Side.valueOf((String) row[11]),
                                Times.at(row[12]),
                                (String) row[13]));
    }

    private static Uni<@Nullable Notice> notice(Mutiny.Session session, UUID id) {
        return rows(session, """
                        select side, cast(to_json(at) as text), cast(ends_on as text), reason, exception
                        from ending_notice where engagement_id = :id""", id).map(rows -> rows.isEmpty() ? null : notice(rows.getFirst()));
    }

    private static Notice notice(Object[] row) {
        return new Notice(
                Side.valueOf((String) row[0]),
                Times.at(row[1]),
                LocalDate.parse((String) row[2]),
                (String) row[3],
                row[4] == null ? null : NoticeException.valueOf((String) row[4]));
    }
}
