package jp.enishi.talents.disclosure.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.talents.disclosure.application.ReadDisclosures;
import jp.enishi.talents.disclosure.domain.Disclosure;
import jp.enishi.talents.disclosure.persistence.Ledger.Wanted;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who saw what of whom, over all talents. */
@Path("/api/v1/talents/disclosures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "disclosures")
public class LedgerResource {
    private final ReadDisclosures readDisclosures;

    LedgerResource(ReadDisclosures readDisclosures) {
        this.readDisclosures = readDisclosures;
    }

    @GET
    @Action("disclosure.list-all")
    @Operation(summary = "List who saw what of whom, newest first: all, or of a talent, by a client, within a time")
    @APIResponse(responseCode = "200", description = "A page of disclosures")
    public Uni<Page<Disclosure>> all(
            @BeanParam PageRequest page,
            @QueryParam("talentId") @Nullable UUID talent,
            @QueryParam("organizationId") @Nullable UUID organization,
            @QueryParam("from") @Parameter(description = "The first moment.") @Nullable String from,
            @QueryParam("before") @Parameter(description = "The first moment that is too late.") @Nullable
                    String before) {
        var wanted = new Wanted(talent, organization, Ledgers.moment("from", from), Ledgers.moment("before", before));
        return readDisclosures
                .all(wanted, Ledgers.after(page), page.limit() + 1)
                .map(lines -> Page.of(lines, page.limit(), Ledgers::cursor));
    }
}
