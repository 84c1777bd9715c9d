package jp.enishi.cases.inquiry.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import jp.enishi.cases.Documents;
import jp.enishi.cases.company.CompanyDraft;
import jp.enishi.cases.inquiry.domain.Language;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done at the identity provider before a client can begin. A task belongs to the process that claimed it until
 * its lease ends; {@code attempts} tells one claim from the next, so that a late one changes nothing.
 */
@ApplicationScoped
public class Onboardings {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int LONGEST_WAIT_SECONDS = 600;

    private final Pool pool;
    private final Documents documents;

    Onboardings(Pool pool, Documents documents) {
        this.pool = pool;
        this.documents = documents;
    }

    /** What the coordinator stated of the new client. */
    public record Statement(CompanyDraft.Words name, CompanyDraft.Words address, String contact) {}

    /**
     * A claimed task and how far it is.
     *
     * @param requestedBy the coordinator who qualified the inquiry
     */
    public record Task(
            UUID inquiryId,
            String reference,
            String person,
            String email,
            Language language,
            Statement statement,
            UUID requestedBy,
            @Nullable UUID organizationId,
            @Nullable UUID userId,
            boolean invited,
            int attempt) {

        @Override
        public String toString() {
            return "onboarding " + inquiryId;
        }
    }

    /** Writes a task inside the running transaction. */
    public Uni<Void> add(UUID inquiryId, Statement statement, UUID requestedBy) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into onboarding (inquiry_id, name, address, contact, requested_by)
                                values (:inquiry, :name, :address, :contact, :by)""")
                        .setParameter("inquiry", inquiryId)
                        .setParameter("name", documents.write(statement.name()))
                        .setParameter("address", documents.write(statement.address()))
                        .setParameter("contact", statement.contact())
                        .setParameter("by", requestedBy)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Claims a task that is due; null when there is none. */
    public Uni<@Nullable Task> claim() {
        return pool.preparedQuery("""
                        update onboarding o set attempts = attempts + 1, lease_until = now() + $1::bigint * interval '1 second'
                        from inquiry i where i.inquiry_id = o.inquiry_id and o.inquiry_id = (
                            select inquiry_id from onboarding where done_at is null and greatest(next_at, lease_until) <= now()
                            order by next_at limit 1 for update skip locked)
                        returning o.inquiry_id, o.name, o.address, o.contact, o.requested_by, o.organization_id, o.user_id, o.invited_at,
                            o.attempts, i.reference, i.person, i.email, i.language""")
                .execute(Tuple.of(LEASE.toSeconds()))
                .map(rows -> rows.iterator().hasNext() ? task(rows.iterator().next()) : null);
    }

    private Task task(Row row) {
        return new Task(
                row.getUUID("inquiry_id"),
                row.getString("reference"),
                row.getString("person"),
                row.getString("email"),
                Language.valueOf(row.getString("language")),
                new Statement(
                        documents.read(row.getString("name"), CompanyDraft.Words.class),
                        documents.read(row.getString("address"), CompanyDraft.Words.class),
                        row.getString("contact")),
                row.getUUID("requested_by"),
                row.getUUID("organization_id"),
                row.getUUID("user_id"),
                row.getOffsetDateTime("invited_at") != null,
                row.getInteger("attempts"));
    }

    /** Notes the organisation that was found or made. */
    public Uni<Void> organization(Task task, UUID organizationId) {
        return note("organization_id = $3", Tuple.of(task.inquiryId(), task.attempt(), organizationId), task);
    }

    /** Notes the account that was found or made. */
    public Uni<Void> user(Task task, UUID userId) {
        return note("user_id = $3", Tuple.of(task.inquiryId(), task.attempt(), userId), task);
    }

    /** Notes that the person was invited. */
    public Uni<Void> invited(Task task) {
        return note("invited_at = now()", Tuple.of(task.inquiryId(), task.attempt()), task);
    }

    private Uni<Void> note(String what, Tuple parameters, Task task) {
        return pool.preparedQuery("update onboarding set " + what
                        + " where inquiry_id = $1 and attempts = $2 and done_at is null returning inquiry_id")
                .execute(parameters)
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw new IllegalStateException(task + " was taken over");
                    }
                })
                .replaceWithVoid();
    }

    /** Gives a task back for later: after 2 s, 4 s, 8 s … at most 10 minutes. */
    public Uni<Void> later(Task task, String problem) {
        long seconds = Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(task.attempt(), 10));
        return pool.preparedQuery("""
                        update onboarding set lease_until = null, problem = $3, next_at = now() + $4::bigint * interval '1 second'
                        where inquiry_id = $1 and attempts = $2 and done_at is null""")
                .execute(Tuple.of(task.inquiryId(), task.attempt(), problem, seconds))
                .replaceWithVoid();
    }

    /** Ends a claimed task inside the running transaction; false when another process took it over. */
    public Uni<Boolean> done(Task task) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update onboarding set done_at = now(), lease_until = null, problem = null
                                where inquiry_id = :inquiry and attempts = :attempt and done_at is null""")
                        .setParameter("inquiry", task.inquiryId())
                        .setParameter("attempt", task.attempt())
                        .executeUpdate())
                .map(ended -> ended == 1);
    }
}
