package jp.enishi.contracts.order.api;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jp.enishi.contracts.Language;
import jp.enishi.contracts.order.application.ConfirmOrder;
import jp.enishi.contracts.order.application.PlaceOrder;
import jp.enishi.contracts.order.application.ReadOrders;
import jp.enishi.contracts.order.application.SettleTasks;
import jp.enishi.contracts.order.document.OrderDocument;
import jp.enishi.contracts.order.domain.OrderFacts;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.contracts.order.domain.OrderTask;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.domain.Written;
import jp.enishi.contracts.rule.application.Rules;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.Text;
import jp.enishi.platform.kernel.ValidationFailure;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Orders and their documents. */
@Path("/api/v1/orders")
public class OrderResource {
    private static final int LONGEST_WORDS = 100;

    private final ReadOrders readOrders;
    private final PlaceOrder placeOrder;
    private final ConfirmOrder confirmOrder;
    private final SettleTasks settleTasks;
    private final OrderDocument document;
    private final Rules rules;
    private final Idempotency idempotency;

    OrderResource(
            ReadOrders readOrders,
            PlaceOrder placeOrder,
            ConfirmOrder confirmOrder,
            SettleTasks settleTasks,
            OrderDocument document,
            Rules rules,
            Idempotency idempotency) {
        this.readOrders = readOrders;
        this.placeOrder = placeOrder;
        this.confirmOrder = confirmOrder;
        this.settleTasks = settleTasks;
        this.document = document;
        this.rules = rules;
        this.idempotency = idempotency;
    }

    @GET
    @Action("order.list")
    public Uni<Page<OrderView.Line>> list(
            @BeanParam PageRequest page,
            @QueryParam("state") @Parameter(description = "Only those in this state; may be repeated.") @Nullable
                    List<String> states,
            @QueryParam("case") @Nullable UUID caseId,
            @QueryParam("q") @Nullable String words) {
        Cursor cursor = page.cursor(1);
        return readOrders
                .list(states(states), caseId, words(words), cursor == null ? null : cursor.uuid(0), page.limit() + 1)
                .map(rows -> Page.of(
                                rows,
                                page.limit(),
                                (ReadOrders.Listed line) ->
                                        Cursor.of(line.order().orderId().toString()))
                        .map(OrderView.Line::of));
    }

    private static Set<OrderState> states(@Nullable List<String> texts) {
        var states = EnumSet.noneOf(OrderState.class);
        for (String text : Objects.requireNonNullElse(texts, List.<String>of())) {
            states.add(Stream.of(OrderState.values())
                    .filter(state -> state.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> ValidationFailure.at("/state", "unknown-state")));
        }
        return states;
    }

    private static @Nullable String words(@Nullable String text) {
        if (text != null && text.length() > LONGEST_WORDS) {
            throw ValidationFailure.at("/q", "too-long", Map.of("max", LONGEST_WORDS));
        }
        return Text.canonicalOrNull(text);
    }

    @GET
    @Path("/{id}")
    @Action("order.read")
    @APIResponse(
            responseCode = "200",
            description = "The order",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Uni<Response> read(@PathParam("id") UUID id) {
        return readOrders
                .read(id)
                .map(whole -> Views.of(
                        OrderView.of(whole, rules.current()), whole.order().version()));
    }

    @POST
    @Path("/{id}/placement")
    @Action("order.place")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "In writing, and sent to both",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Uni<Response> place(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return placeOrder
                .facts(id)
                .chain(facts -> facts == null
                        ? placed(id, expected, null, List.of())
                        : document.write(facts).chain(written -> placed(id, expected, facts, written)));
    }

    private Uni<Response> placed(UUID id, long expected, @Nullable OrderFacts facts, List<Written> written) {
        return idempotency.once(200, () -> answer(placeOrder.place(id, expected, facts, written)));
    }

    @GET
    @Path("/{id}/document")
    @Action("order.document")
    @APIResponse(
            responseCode = "200",
            description = "The document, as it was sent",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> document(@PathParam("id") UUID id, @QueryParam("lang") @Nullable String lang) {
        Language language = language(lang);
        return readOrders
                .document(id, language)
                .map(written -> Response.ok(written.content(), "application/pdf")
                        .tag(new EntityTag(written.hash()))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"order-" + id + (language == Language.EN ? "-en" : "-ja")
                                        + ".pdf\"")
                        .build());
    }

    @POST
    @Path("/{id}/confirmation")
    @Action("order.confirm")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Confirmed by the caller's side; with the second side the engagement exists",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Uni<Response> confirm(
            @PathParam("id") UUID id, @NotNull @Valid Confirmation confirmation, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(200, () -> answer(confirmOrder.confirm(id, expected, confirmation.documentHash())));
    }

    @GET
    @Path("/{id}/tasks/{taskId}/settling")
    @Action("order.read")
    public Uni<OrderTask> task(@PathParam("id") UUID id, @PathParam("taskId") UUID taskId) {
        return readOrders
                .read(id)
                .map(whole -> whole.tasks().stream()
                        .filter(task -> task.taskId().equals(taskId))
                        .findFirst()
                        .orElseThrow(() -> new NotFound("order task", taskId)));
    }

    @POST
    @Path("/{id}/tasks/{taskId}/settling")
    @Action("order.settle")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Decided, and the talent is told in writing; the order stays as it is",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Uni<Response> settle(
            @PathParam("id") UUID id,
            @PathParam("taskId") UUID taskId,
            @NotNull @Valid Confirmation.Settling settling,
            @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200,
                () -> answer(settleTasks.settle(
                        id, taskId, expected, settling.decision().text())));
    }

    private Uni<Response> answer(Uni<WorkOrder> changed) {
        return changed.chain(order -> readOrders.read(order.orderId()))
                .map(whole -> Views.of(
                        OrderView.of(whole, rules.current()), whole.order().version()));
    }

    private static Language language(@Nullable String lang) {
        return switch (lang == null ? "ja" : lang) {
            case "ja" -> Language.JA;
            case "en" -> Language.EN;
            default -> throw ValidationFailure.at("/lang", "unknown-language");
        };
    }
}
