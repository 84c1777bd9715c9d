package jp.enishi.talents.terms.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.terms.application.AgreeToTerms;
import jp.enishi.talents.terms.domain.AgreedTerms;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Which versions of the terms of use a talent agreed to. */
@Path("/api/v1/talents/{id}/terms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "talents")
public class TermsResource {
    private final AgreeToTerms agreeToTerms;
    private final Idempotency idempotency;

    TermsResource(AgreeToTerms agreeToTerms, Idempotency idempotency) {
        this.agreeToTerms = agreeToTerms;
        this.idempotency = idempotency;
    }

    @POST
    @Action("terms.agree")
    @Cancellable(false)
    @Operation(summary = "Agree to a version of the terms of use; agreeing again changes nothing")
    @APIResponseSchema(
            value = AgreedTerms.class,
            responseCode = "200",
            responseDescription = "The agreement, since it was given first")
    public Uni<Response> agree(@PathParam("id") UUID id, @Nullable TermsAgreement agreement) {
        if (agreement == null) {
            throw ValidationFailure.at("", "required");
        }
        return idempotency.once(200, () -> agreeToTerms.agree(new TalentId(id), agreement.terms()));
    }

    @GET
    @Action("terms.list")
    @Operation(summary = "List which versions of the terms of use a talent agreed to, newest first")
    @APIResponse(responseCode = "200", description = "A page of agreements")
    public Uni<Page<AgreedTerms>> agreed(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        var below = page.cursor(1);
        return agreeToTerms
                .agreed(new TalentId(id), below == null ? null : below.number(0), page.limit() + 1)
                .map(agreed -> Page.of(agreed, page.limit(), each -> Cursor.of(Integer.toString(each.terms()))));
    }
}
