package jp.enishi.cases.proposal.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jp.enishi.cases.Parameters;
import jp.enishi.cases.proposal.domain.ProposalState;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.security.Resource;
import org.jspecify.annotations.Nullable;

/** The proposals of all cases: what coordinators wait for, without asking case by case. */
@Path("/api/v1/proposals")
public class ProposalDeskResource {
    private final ProposalQueries queries;
    private final Caller caller;

    ProposalDeskResource(ProposalQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @Action("proposal.desk")
    public Uni<Page<ProposalSummary>> list(@BeanParam PageRequest page, @QueryParam("state") @Nullable String state) {
        caller.require("proposal.desk", Resource.none("proposal"));
        Cursor cursor = page.cursor(1);
        return queries.desk(
                        Parameters.constant(ProposalState.class, "state", state, "unknown-status"),
                        cursor == null ? null : cursor.uuid(0),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows, page.limit(), line -> Cursor.of(line.proposalId().toString())));
    }
}
