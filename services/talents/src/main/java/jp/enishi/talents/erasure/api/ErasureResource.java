package jp.enishi.talents.erasure.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.talents.erasure.application.EraseTalent;
import jp.enishi.talents.talent.domain.TalentId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The end of a talent's record. */
@Path("/api/v1/talents/{id}/erasure")
@Tag(ref = "talents")
public class ErasureResource {
    private final EraseTalent eraseTalent;
    private final Idempotency idempotency;

    ErasureResource(EraseTalent eraseTalent, Idempotency idempotency) {
        this.eraseTalent = eraseTalent;
        this.idempotency = idempotency;
    }

    @POST
    @Action("talent.erase")
    @Cancellable(false)
    @Operation(summary = "Erase a talent for good; refused while an offer is open or an order runs")
    @APIResponse(responseCode = "204", description = "Erased")
    public Uni<Response> erase(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        long version = Preconditions.version(headers);
        return idempotency.once(204, () -> eraseTalent.erase(new TalentId(id), version));
    }
}
