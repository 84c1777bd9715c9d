package jp.enishi.cases.rates;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import jp.enishi.cases.Parameters;
import jp.enishi.cases.clientcase.domain.WorkplaceKind;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Public;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Guidance on rates, for everybody. */
@Path("/api/v1/rates")
public class RateResource {
    private static final int SECONDS_FRESH = 300;
    private static final int LONGEST_CODE = 100;

    private final RateGuidance guidance;
    private final Caller caller;

    RateResource(RateGuidance guidance, Caller caller) {
        this.guidance = guidance;
        this.caller = caller;
    }

    @GET
    @Public
    @APIResponse(
            responseCode = "200",
            description = "Lower quartile, median and upper quartile of groups of at least five people",
            content = @Content(schema = @Schema(implementation = RatesView.class)))
    public Uni<Response> read(
            @QueryParam("role") @Nullable String role,
            @QueryParam("utilisation") @Nullable String utilisation,
            @QueryParam("workplace") @Nullable String workplace,
            @Context Request request) {
        caller.require("rates.read", Resource.none("rates"));
        if (role != null && role.length() > LONGEST_CODE) {
            throw ValidationFailure.at("/role", "too-long", Map.of("max", LONGEST_CODE));
        }
        return guidance.find(
                        role,
                        Parameters.constant(Utilisation.class, "utilisation", utilisation, "unknown-utilisation"),
                        Parameters.constant(WorkplaceKind.class, "workplace", workplace, "unknown-workplace"))
                .map(rates -> {
                    var tag = new EntityTag(Long.toString(rates.asOf().toEpochMilli()));
                    var unchanged = request.evaluatePreconditions(tag);
                    var answer = unchanged == null ? Response.ok(rates) : unchanged;
                    return answer.tag(tag).cacheControl(fresh()).build();
                });
    }

    private static CacheControl fresh() {
        var control = new CacheControl();
        control.setMaxAge(SECONDS_FRESH);
        control.setNoTransform(false);
        return control;
    }
}
