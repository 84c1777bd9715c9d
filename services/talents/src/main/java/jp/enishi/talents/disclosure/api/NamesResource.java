package jp.enishi.talents.disclosure.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.talents.disclosure.application.DiscloseResume;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whom a client knows by name. */
@Path("/api/v1/talents/named")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "disclosures")
public class NamesResource {
    private final DiscloseResume discloseResume;

    NamesResource(DiscloseResume discloseResume) {
        this.discloseResume = discloseResume;
    }

    @GET
    @Action("talent.named")
    @Operation(summary = "The names of those who consented to be named to the caller's company for a case")
    @APIResponse(responseCode = "200", description = "All of them, on one page")
    public Uni<Page<NamedTalent>> names(@QueryParam("caseId") @Nullable UUID caseId) {
        if (caseId == null) {
            throw ValidationFailure.at("/caseId", "required");
        }
        return discloseResume
                .names(caseId)
                .map(named -> new Page<>(named.stream().map(NamedTalent::of).toList(), null));
    }
}
