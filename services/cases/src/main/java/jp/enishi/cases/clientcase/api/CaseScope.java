package jp.enishi.cases.clientcase.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.NotFound;

/** Whether the caller may know of a case, for what belongs to it. */
@ApplicationScoped
public class CaseScope {
    private final CaseQueries queries;
    private final Caller caller;

    CaseScope(CaseQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    /** True when the case is the caller's organisation's; fails with {@link NotFound} when it is out of scope. */
    public Uni<Boolean> visible(UUID caseId, OrganizationScope scope) {
        return organization(caseId, scope).map(organization -> caller.subject().belongsTo(organization.toString()));
    }

    /** The organisation of a case that the caller may know of. */
    public Uni<UUID> organizationOf(UUID caseId) {
        return organization(caseId, OrganizationScope.of(caller.subject()));
    }

    private Uni<UUID> organization(UUID caseId, OrganizationScope scope) {
        return queries.find(caseId, scope).map(found -> {
            if (found == null) {
                throw new NotFound("case", caseId);
            }
            return found.organizationId();
        });
    }
}
