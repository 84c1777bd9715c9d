package jp.enishi.cases.clientcase.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.Documents;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.Difference;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.cases.clientcase.domain.RequirementsRules;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;

/** Puts another version of the requirements in place, with author, reason and difference, and renews the listing. */
@ApplicationScoped
public class ReviseRequirements {
    private final ClientCases cases;
    private final CaseJournal journal;
    private final RequirementsRules rules;
    private final Documents documents;
    private final Caller caller;

    ReviseRequirements(
            ClientCases cases, CaseJournal journal, RequirementsRules rules, Documents documents, Caller caller) {
        this.cases = cases;
        this.journal = journal;
        this.rules = rules;
        this.documents = documents;
        this.caller = caller;
    }

    @WithTransaction
    public Uni<ClientCase> revise(UUID caseId, long expected, String reason, Requirements requirements) {
        Subject subject = caller.subject();
        Actor author = Actor.of(subject);
        return cases.lock(caseId, OrganizationScope.of(subject))
                .chain(locked -> cases.now().chain(now -> {
                    ClientCase before = locked.value();
                    caller.require(
                            "case.revise",
                            Resource.of(
                                    "case",
                                    subject.belongsTo(before.organizationId().toString()),
                                    before.status()));
                    StaleVersion.check(expected, before.version());
                    rules.check(requirements, ClientCase.dayOf(now), before.positionIds());
                    ClientCase after = before.revise(requirements, locked.recruiter(), Ids::next);
                    var changes = Difference.between(
                            documents.plain(before.requirements()), documents.plain(after.requirements()));
                    return cases.change(locked, after, now)
                            .chain(() -> cases.addVersion(after, author, reason, changes, now))
                            .chain(() -> journal.write(CaseEvents.Kind.REVISED, after, author, "case.revise", reason))
                            .replaceWith(after);
                }));
    }
}
