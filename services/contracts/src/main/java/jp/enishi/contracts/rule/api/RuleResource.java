package jp.enishi.contracts.rule.api;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import jp.enishi.contracts.rule.application.AddToRule;
import jp.enishi.contracts.rule.application.Rules;
import jp.enishi.contracts.rule.domain.DatedRule;
import jp.enishi.contracts.rule.persistence.RuleRows;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The numbers that laws and practice set, by the day from which they hold. */
@Path("/api/v1/rules")
public class RuleResource {
    private final RuleRows rows;
    private final Rules rules;
    private final AddToRule addToRule;
    private final Idempotency idempotency;
    private final Caller caller;

    RuleResource(RuleRows rows, Rules rules, AddToRule addToRule, Idempotency idempotency, Caller caller) {
        this.rows = rows;
        this.rules = rules;
        this.addToRule = addToRule;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Action("rule.list")
    @Operation(summary = "Every rule with its values of the past, of today and to come")
    public Uni<List<RuleView>> rules() {
        caller.require("rule.list", Resource.none("rule"));
        return rows.read()
                .map(known -> Stream.of(DatedRule.values())
                        .map(rule -> RuleView.of(rule, known))
                        .toList());
    }

    @POST
    @Action("rule.add")
    @Cancellable(false)
    @Operation(summary = "Another value from a day to come; one for the same day takes the place of the one before")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = RuleAddition.class)))
    public Uni<Response> addToRule(@NotNull @Valid RuleAddition addition) {
        return idempotency
                .once(
                        201,
                        () -> addToRule
                                .add(addition.rule(), addition.from(), addition.value(), addition.reason())
                                .replaceWith(addition))
                .call(rules::refresh);
    }
}
