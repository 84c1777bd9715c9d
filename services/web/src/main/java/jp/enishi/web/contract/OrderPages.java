package jp.enishi.web.contract;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.act.Act;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.Acts;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.AgreementsService;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.Order;
import jp.enishi.web.service.OrderLine;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Orders: what was agreed, what the law still asks for, the document, and what is left to be decided. */
@Path("/orders")
@RolesAllowed({"client", "talent", "coordinator", "auditor"})
@RunOnVirtualThread
public class OrderPages {
    private static final int ROWS = 20;
    private static final Map<String, Act> STEPS =
            Map.of("placement", Acts.PLACEMENT, "confirmation", Acts.CONFIRMATION);

    private final ContractsService contracts;
    private final AgreementsService agreements;
    private final Seats seats;
    private final Sides sides;
    private final ActPage acts;
    private final Together together;
    private final Pages pages;

    OrderPages(
            @RestClient ContractsService contracts,
            @RestClient AgreementsService agreements,
            Seats seats,
            Sides sides,
            ActPage acts,
            Together together,
            Pages pages) {
        this.contracts = contracts;
        this.agreements = agreements;
        this.seats = seats;
        this.sides = sides;
        this.acts = acts;
        this.together = together;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "contract")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance orders(Slice<OrderLine> orders, Seats seats, boolean later);

        static native TemplateInstance order(
                Order it,
                Seats.Seat seat,
                boolean places,
                boolean confirms,
                boolean partyMissing,
                String engagement,
                String saved);
    }

    @GET
    public Response orders(@QueryParam("cursor") @Nullable String cursor) {
        var orders = contracts.orders(ROWS, cursor);
        if (!pages.page().is("auditor")) {
            seats.ahead(orders.items().stream().map(OrderLine::candidacyId));
        }
        return pages.ok(Templates.orders(orders, seats, cursor != null));
    }

    @GET
    @Path("/{id}")
    public Response order(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        var order = contracts.order(id);
        String mine = sides.mine();
        var checklist = order.checklist();
        var engagement = together.ask(() -> engagement(order));
        boolean complete = checklist != null && checklist.complete();
        String party = "CLIENT".equals(mine) ? "CLIENT_NAME" : "TALENT_NAME";
        return pages.ok(Templates.order(
                order,
                seats.order(order),
                mine.equals("CLIENT") && complete && order.state().equals("PREPARED"),
                sides.isSide()
                        && order.state().equals("ORDERED")
                        && !order.confirmedBy().contains(mine),
                sides.isSide() && checklist != null && checklist.missing().contains(party),
                engagement.get(),
                Objects.requireNonNullElse(saved, "")));
    }

    /**
     * Where the engagement is that an order began: for an auditor, who may not read it, nowhere. It begins a moment after the
     * last confirmation; until then the list of all is where it will be.
     */
    private String engagement(Order order) {
        if (!order.state().equals("CONFIRMED") || pages.page().is("auditor")) {
            return "";
        }
        return contracts.begun(order.orderId()).items().stream()
                .map(line -> "/engagements/" + line.engagementId())
                .findFirst()
                .orElse("/engagements");
    }

    @GET
    @Path("/{id}/{step:placement|confirmation}")
    public Response ask(@PathParam("id") String id, @PathParam("step") String step) {
        return acts.ask(act(step), subject(id));
    }

    @POST
    @Path("/{id}/{step:placement|confirmation}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response take(
            @PathParam("id") String id, @PathParam("step") String step, MultivaluedMap<String, String> fields) {
        return acts.send(
                act(step),
                fields,
                () -> subject(id),
                (form, said) -> {
                    if (step.equals("placement")) {
                        agreements.place(id, form.key(), form.etag());
                    } else {
                        agreements.confirm(id, form.key(), form.etag(), said);
                    }
                },
                "/orders/" + id + "?saved=" + step);
    }

    @GET
    @Path("/{id}/tasks/{task}/settling")
    public Response askFor(@PathParam("id") String id, @PathParam("task") String task) {
        return acts.ask(Acts.SETTLING, task(id, task));
    }

    @POST
    @Path("/{id}/tasks/{task}/settling")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response settle(
            @PathParam("id") String id, @PathParam("task") String task, MultivaluedMap<String, String> fields) {
        return acts.send(
                Acts.SETTLING,
                fields,
                () -> task(id, task),
                (form, said) -> agreements.settle(id, task, form.key(), form.etag(), said),
                "/orders/" + id + "?saved=settling");
    }

    private ActPage.Subject subject(String id) {
        var order = contracts.order(id);
        return new ActPage.Subject(
                "/orders/" + id,
                order.version(),
                seats.of(order.candidacyId()).heading(),
                order.terms(),
                Map.of("documentHash", Objects.requireNonNullElse(order.documentHash(), "")));
    }

    private ActPage.Subject task(String id, String taskId) {
        var order = contracts.order(id);
        String about = order.tasks().stream()
                .filter(task -> task.taskId().equals(taskId))
                .map(task -> Messages.text(pages.language(), "option_pending_item_" + task.item()))
                .findFirst()
                .orElse("");
        return new ActPage.Subject("/orders/" + id, order.version(), about);
    }

    private static Act act(String step) {
        return Objects.requireNonNull(STEPS.get(step));
    }
}
