package jp.enishi.cases.candidacy.api;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import jp.enishi.cases.candidacy.api.CandidacyResource.Step;
import jp.enishi.cases.candidacy.application.Application;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Idempotency;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Applications of talent to an open listing. */
@Path("/api/v1/listings/{caseId}/applications")
public class ApplicationResource {
    private final Application application;
    private final Idempotency idempotency;

    ApplicationResource(Application application, Idempotency idempotency) {
        this.application = application;
        this.idempotency = idempotency;
    }

    @POST
    @Action("candidacy.apply")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Applied",
            content = @Content(schema = @Schema(implementation = Step.class)))
    public Uni<Response> apply(@PathParam("caseId") UUID caseId, @NotNull @Valid ApplicationRequest request) {
        String message = Words.required("/message", request.message());
        return idempotency.once(
                201,
                () -> application
                        .apply(caseId, request.positionId(), request.resumeVersion(), message)
                        .map(Step::created));
    }
}
