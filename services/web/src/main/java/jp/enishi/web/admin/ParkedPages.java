package jp.enishi.web.admin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.AdminActs;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.ParkedAggregate;
import jp.enishi.web.service.ParkedEvent;
import jp.enishi.web.service.ReplayResult;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.Together;
import jp.enishi.web.service.UpkeepService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The events that services could not apply: what waits where and why, and having it applied again. */
@Path("/admin/events")
@RolesAllowed("admin")
@RunOnVirtualThread
public class ParkedPages {
    private static final int FEW = 20;
    private static final int ROWS = 50;
    private static final String HOME = "/admin/events";

    private final Map<String, UpkeepService> services = new LinkedHashMap<>();
    private final Together together;
    private final ActPage acts;
    private final Pages pages;

    ParkedPages(
            @RestClient UpkeepService.Talents talents,
            @RestClient UpkeepService.Cases cases,
            @RestClient UpkeepService.Matching matching,
            @RestClient UpkeepService.Meetings meetings,
            @RestClient UpkeepService.Contracts contracts,
            @RestClient UpkeepService.Notifications notifications,
            Together together,
            ActPage acts,
            Pages pages) {
        services.put("talents", talents);
        services.put("cases", cases);
        services.put("matching", matching);
        services.put("meetings", meetings);
        services.put("contracts", contracts);
        services.put("notifications", notifications);
        this.together = together;
        this.acts = acts;
        this.pages = pages;
    }

    /**
     * What waits at a service.
     *
     * @param answers whether the service told it
     */
    record Waiting(String service, boolean answers, Slice<ParkedAggregate> parked) {}

    @CheckedTemplate(basePath = "admin")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance events(List<ParkedPages.Waiting> all, String applied, boolean later);

        static native TemplateInstance parked(
                String service,
                String aggregateId,
                String consumer,
                List<ParkedEvent> events,
                String applied,
                String stopped);
    }

    @GET
    public Response all(@QueryParam("applied") @Nullable String applied) {
        var all = together.all(services.keySet().stream(), this::waiting);
        return pages.ok(Templates.events(all, number(applied), false));
    }

    @GET
    @Path("/{service}")
    public Response of(@PathParam("service") String service, @QueryParam("cursor") @Nullable String cursor) {
        var parked = at(service).parked(service, ROWS, cursor);
        return pages.ok(Templates.events(List.of(new Waiting(service, true, parked)), "", cursor != null));
    }

    @GET
    @Path("/{service}/{aggregateId}")
    public Response parked(
            @PathParam("service") String service,
            @PathParam("aggregateId") String aggregateId,
            @QueryParam("consumer") @Nullable String consumer,
            @QueryParam("applied") @Nullable String applied,
            @QueryParam("stopped") @Nullable String stopped) {
        String asked = Objects.requireNonNullElse(consumer, "");
        var events = at(service).events(service, aggregateId, asked);
        return pages.ok(Templates.parked(
                service,
                aggregateId,
                asked,
                events,
                number(applied),
                ParkedEvent.kind(Objects.requireNonNullElse(stopped, ""))));
    }

    @GET
    @Path("/{service}/{aggregateId}/replay")
    public Response askWhether(
            @PathParam("service") String service,
            @PathParam("aggregateId") String aggregateId,
            @QueryParam("consumer") @Nullable String consumer) {
        return acts.ask(AdminActs.REPLAYING, subject(service, aggregateId, consumer));
    }

    @POST
    @Path("/{service}/{aggregateId}/replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response replay(
            @PathParam("service") String service,
            @PathParam("aggregateId") String aggregateId,
            @QueryParam("consumer") @Nullable String consumer,
            MultivaluedMap<String, String> fields) {
        String asked = Objects.requireNonNullElse(consumer, "");
        var upkeep = at(service);
        return acts.send(
                AdminActs.REPLAYING,
                fields,
                () -> subject(service, aggregateId, asked),
                HOME,
                (form, said) -> next(
                        service,
                        aggregateId,
                        asked,
                        upkeep.replay(service, aggregateId, form.key(), Map.of("consumer", asked))));
    }

    /** Back to the list when nothing waits any more, else to what stands in the way. */
    private static String next(String service, String aggregateId, String consumer, ReplayResult result) {
        return result.stoppedBy() == null
                ? HOME + "?applied=" + result.applied()
                : address(service, aggregateId, consumer) + "&applied=" + result.applied() + "&stopped="
                        + encoded(result.stoppedBy());
    }

    private ActPage.Subject subject(String service, String aggregateId, @Nullable String consumer) {
        String asked = Objects.requireNonNullElse(consumer, "");
        // Whatever waits no more has no page.
        at(service).events(service, aggregateId, asked);
        return new ActPage.Subject(address(service, aggregateId, asked), 0, asked + " " + aggregateId);
    }

    private Waiting waiting(String service) {
        try {
            return new Waiting(service, true, at(service).parked(service, FEW, null));
        } catch (ServiceProblem problem) {
            if (!problem.uncertain()) {
                throw problem;
            }
            return new Waiting(service, false, new Slice<>(List.of(), null));
        }
    }

    private UpkeepService at(String service) {
        var known = services.get(service);
        if (known == null) {
            throw new NotFoundException();
        }
        return known;
    }

    private static String number(@Nullable String text) {
        return text != null && text.matches("\\d{1,9}") ? text : "";
    }

    private static String address(String service, String aggregateId, String consumer) {
        return HOME + "/" + service + "/" + encoded(aggregateId) + "?consumer=" + encoded(consumer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
