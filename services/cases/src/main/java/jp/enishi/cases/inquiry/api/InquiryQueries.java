package jp.enishi.cases.inquiry.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.inquiry.domain.Channel;
import jp.enishi.cases.inquiry.domain.Closing;
import jp.enishi.cases.inquiry.domain.Contact;
import jp.enishi.cases.inquiry.domain.InquiryState;
import jp.enishi.cases.inquiry.domain.Language;
import org.jspecify.annotations.Nullable;

/** Reads inquiries for coordinators, straight from the rows. */
@ApplicationScoped
class InquiryQueries {
    private final Pool pool;

    InquiryQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is due first comes first.
     *
     * @param words a part of the reference, the company or the person; null for all
     */
    Uni<List<InquirySummary>> list(
            @Nullable InquiryState state,
            @Nullable UUID assignee,
            @Nullable String words,
            @Nullable UUID after,
            int most) {
        return pool.preparedQuery("""
                        select inquiry_id, reference, version, state, company, person, language, received_at, due_at, assignee,
                            company_id
                        from inquiry where ($1::text is null or state = $1) and ($2::uuid is null or assignee = $2)
                         and ($3::uuid is null or (due_at, inquiry_id) > (select due_at, inquiry_id from inquiry where inquiry_id = $3))
                         and ($5::text is null or strpos(lower(normalize(concat_ws(' ', reference, company, person), NFKC)),
                            lower(normalize($5, NFKC))) > 0)
                        order by due_at, inquiry_id limit $4""")
                .execute(Tuple.of(state == null ? null : state.name(), assignee, after, most, words))
                .map(rows -> rows.stream().map(InquiryQueries::summary).toList());
    }

    /** One, with what was said; null when there is none. */
    Uni<@Nullable InquiryView> find(UUID inquiryId) {
        return pool.preparedQuery("""
                        select i.inquiry_id, i.reference, i.version, i.state, i.company, i.person, i.email, i.phone, i.message,
                            i.language, i.consent_at, i.terms_version, i.received_at, i.due_at, i.assignee, i.company_id, i.closing_reason, i.closing_note,
                            i.closed_at, i.erased_at, o.inquiry_id is not null as onboards, o.organization_id, o.user_id, o.invited_at, o.done_at, o.problem
                        from inquiry i left join onboarding o using (inquiry_id) where inquiry_id = $1""")
                .execute(Tuple.of(inquiryId))
                .chain(rows -> rows.iterator().hasNext()
                        ? contacts(inquiryId)
                                .map(contacts -> view(rows.iterator().next(), contacts))
                        : Uni.createFrom().nullItem());
    }

    private Uni<List<Contact>> contacts(UUID inquiryId) {
        return pool.preparedQuery("""
                        select contact_id, at, channel, note, author from inquiry_contact where inquiry_id = $1 order by contact_id""")
                .execute(Tuple.of(inquiryId))
                .map(rows -> rows.stream()
                        .map(row -> new Contact(
                                row.getUUID("contact_id"),
                                row.getOffsetDateTime("at").toInstant(),
                                Channel.valueOf(row.getString("channel")),
                                row.getString("note"),
                                row.getUUID("author")))
                        .toList());
    }

    private static InquirySummary summary(Row row) {
        return new InquirySummary(
                row.getUUID("inquiry_id"),
                row.getString("reference"),
                row.getLong("version"),
                InquiryState.valueOf(row.getString("state")),
                row.getString("company"),
                row.getString("person"),
                Language.valueOf(row.getString("language")),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getOffsetDateTime("due_at").toInstant(),
                row.getUUID("assignee"),
                row.getUUID("company_id"));
    }

    private static InquiryView view(Row row, List<Contact> contacts) {
        InquirySummary line = summary(row);
        String reason = row.getString("closing_reason");
        return new InquiryView(
                line.inquiryId(),
                line.reference(),
                line.version(),
                line.state(),
                line.company(),
                line.person(),
                row.getString("email"),
                row.getString("phone"),
                row.getString("message"),
                line.language(),
                row.getOffsetDateTime("consent_at").toInstant(),
                row.getInteger("terms_version"),
                line.receivedAt(),
                line.dueAt(),
                line.assignee(),
                contacts,
                line.companyId(),
                row.getBoolean("onboards") ? onboarding(row) : null,
                reason == null ? null : Closing.Reason.valueOf(reason),
                row.getString("closing_note"),
                instant(row, "closed_at"),
                instant(row, "erased_at"));
    }

    private static InquiryView.Onboarding onboarding(Row row) {
        return new InquiryView.Onboarding(
                row.getUUID("organization_id") != null,
                row.getUUID("user_id") != null,
                instant(row, "invited_at") != null,
                instant(row, "done_at") != null,
                row.getString("problem"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
