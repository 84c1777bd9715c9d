package jp.enishi.cases.company;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.clientcase.application.RenewListings;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import jp.enishi.platform.security.Resource;
import org.hibernate.LockMode;

/** Registers and revises companies; a revision renews the listings that name the company. */
@ApplicationScoped
public class CompanyChanges {
    private static final String TOPIC = "cases.company";

    private final Organizations organizations;
    private final Outbox outbox;
    private final Audit audit;
    private final RenewListings renewListings;
    private final Caller caller;

    CompanyChanges(
            Organizations organizations, Outbox outbox, Audit audit, RenewListings renewListings, Caller caller) {
        this.organizations = organizations;
        this.outbox = outbox;
        this.audit = audit;
        this.renewListings = renewListings;
        this.caller = caller;
    }

    /**
     * The draft with its organisation, which is made when the draft names none; under the same key it is the same one. It is
     * made before the company, outside its transaction.
     */
    Uni<CompanyDraft> organized(CompanyDraft draft, UUID key) {
        caller.require("company.create", Resource.none("company"));
        draft.check();
        return draft.organizationId() != null
                ? Uni.createFrom().item(draft)
                : organizations.organization(key, draft.name().ja()).map(draft::of);
    }

    /** Writes down that somebody was invited to act for the company. */
    Uni<Void> invited(UUID companyId, long version) {
        Actor actor = Actor.of(caller.subject());
        return audit.record(
                new AuditEntry(actor.user(), actor.role(), "company.invite", "company", companyId, version, null));
    }

    @WithTransaction
    public Uni<CompanyView> register(CompanyDraft draft) {
        caller.require("company.create", Resource.none("company"));
        draft.check();
        return add(draft, Actor.of(caller.subject())).map(Company::view);
    }

    /**
     * Registers what follows from something else, whose right was asked for there, inside the running transaction. An
     * organisation's company that is there already stays as it is. Answers the id of the company.
     */
    public Uni<UUID> registerUnlessThere(CompanyDraft draft, Actor actor) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select c.companyId from Company c where c.organizationId = :organization", UUID.class)
                        .setParameter("organization", draft.organizationId())
                        .getSingleResultOrNull())
                .chain(there -> there == null
                        ? add(draft, actor).map(Company::companyId)
                        : Uni.createFrom().item(there));
    }

    private Uni<Company> add(CompanyDraft draft, Actor actor) {
        var company = new Company(Ids.next(), Objects.requireNonNull(draft.organizationId()));
        company.describe(draft);
        return Panache.getSession()
                .call(session -> session.persist(company))
                .call(session -> session.flush())
                .chain(() -> tell("cases.company-registered.v1", "company.create", company, actor))
                .replaceWith(company);
    }

    /** The organisation of a company never changes: another one is refused. */
    @WithTransaction
    public Uni<CompanyView> revise(UUID companyId, long expected, CompanyDraft draft) {
        caller.require("company.revise", Resource.none("company"));
        draft.check();
        Actor actor = Actor.of(caller.subject());
        return Panache.getSession()
                .chain(session -> session.find(Company.class, companyId, LockMode.PESSIMISTIC_WRITE)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new NotFound("company", companyId))
                        .invoke(company -> change(company, expected, draft))
                        .call(company -> session.flush()))
                .call(company -> tell("cases.company-revised.v1", "company.revise", company, actor))
                .call(company -> renewListings.of(companyId, actor))
                .map(Company::view);
    }

    private static void change(Company company, long expected, CompanyDraft draft) {
        StaleVersion.check(expected, company.version);
        UUID organization = draft.organizationId();
        if (organization != null && !company.organizationId().equals(organization)) {
            throw ValidationFailure.at("/organizationId", "not-changeable");
        }
        company.describe(draft);
    }

    private Uni<Void> tell(String type, String action, Company company, Actor actor) {
        var data = new Data(company.companyId(), company.organizationId());
        return outbox.append(new OutgoingEvent(type, TOPIC, company.companyId(), company.version, data))
                .chain(() -> audit.record(new AuditEntry(
                        actor.user(), actor.role(), action, "company", company.companyId(), company.version, null)));
    }

    private record Data(UUID companyId, UUID organizationId) {}
}
