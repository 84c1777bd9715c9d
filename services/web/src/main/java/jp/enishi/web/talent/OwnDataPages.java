package jp.enishi.web.talent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.Acts;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.AgreementsService;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.DisclosuresService;
import jp.enishi.web.service.EngagementLine;
import jp.enishi.web.service.MeetingsService;
import jp.enishi.web.service.NotificationsService;
import jp.enishi.web.service.OfferLine;
import jp.enishi.web.service.OrderLine;
import jp.enishi.web.service.Party;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.SearchesService;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.Talent;
import jp.enishi.web.service.TalentsService;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Everything that Enishi keeps about a talent, for the talent to take along; read with their own rights from each service. */
@Path("/talent/data")
@RolesAllowed("talent")
@RunOnVirtualThread
public class OwnDataPages {
    private static final int ROWS = 100;

    private final TalentsService talents;
    private final DisclosuresService disclosures;
    private final PipelineService pipeline;
    private final MeetingsService meetings;
    private final ContractsService contracts;
    private final AgreementsService agreements;
    private final NotificationsService notifications;
    private final SearchesService searches;
    private final ActPage acts;
    private final Pages pages;
    private final Now now;
    private final ObjectMapper json;
    private final String contact;

    OwnDataPages(
            @RestClient TalentsService talents,
            @RestClient DisclosuresService disclosures,
            @RestClient PipelineService pipeline,
            @RestClient MeetingsService meetings,
            @RestClient ContractsService contracts,
            @RestClient AgreementsService agreements,
            @RestClient NotificationsService notifications,
            @RestClient SearchesService searches,
            ActPage acts,
            Pages pages,
            Now now,
            ObjectMapper json,
            @ConfigProperty(name = "enishi.contact") String contact) {
        this.talents = talents;
        this.disclosures = disclosures;
        this.pipeline = pipeline;
        this.meetings = meetings;
        this.contracts = contracts;
        this.agreements = agreements;
        this.notifications = notifications;
        this.searches = searches;
        this.acts = acts;
        this.pages = pages;
        this.now = now;
        this.json = json;
        this.contact = contact;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance data(String contact);

        static native TemplateInstance erased();
    }

    @GET
    public Response page() {
        return pages.ok(Templates.data(contact));
    }

    /** What goes, what stays, and once more the question. */
    @GET
    @Path("erasure")
    public Response askErasure() {
        return acts.ask(Acts.ERASURE, erasing());
    }

    @POST
    @Path("erasure")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response erase(MultivaluedMap<String, String> fields) {
        return acts.send(
                Acts.ERASURE,
                fields,
                this::erasing,
                (form, said) -> {
                    there(talents::mine, talent -> talents.erase(talent.talentId(), form.key(), form.etag()));
                    there(agreements::party, this::forget);
                    // What is searched for is told to the account, which may stay.
                    searches.list()
                            .items()
                            .forEach(search -> searches.delete(search.searchId(), "\"" + search.version() + "\""));
                },
                "/talent/data/erased");
    }

    /** What was declared for contracts goes too, unless one of them names it. */
    private void forget(Party party) {
        try {
            agreements.forget(party.partyId(), "\"" + party.version() + "\"");
        } catch (ServiceProblem problem) {
            if (!problem.code().equals("party-in-orders")) {
                throw problem;
            }
        }
    }

    @GET
    @Path("erased")
    public Response erased() {
        return pages.ok(Templates.erased());
    }

    /** Whoever was erased a moment ago, and repeats it because the rest failed, has no version. */
    private ActPage.Subject erasing() {
        long[] version = new long[1];
        there(talents::mine, talent -> version[0] = talent.version());
        return new ActPage.Subject("/talent/data", version[0], "");
    }

    /** The file. A service that does not answer fails all of it: half of one's data looks like the whole. */
    @GET
    @Path("enishi.json")
    public Response export() {
        Talent talent = talents.mine();
        ObjectNode all = json.createObjectNode();
        all.put("day", now.today().toString());
        all.set("talent", json.valueToTree(talent));
        all.set(
                "versions",
                json.valueToTree(talents.versions(talent.talentId(), ROWS).items()));
        all.set("sheet", json.valueToTree(talents.sheet(talent.talentId())));
        put(all, "terms", cursor -> talents.agreedTerms(talent.talentId(), ROWS, cursor));
        put(all, "consents", cursor -> disclosures.consents(talent.talentId(), ROWS, cursor));
        put(all, "disclosures", cursor -> disclosures.disclosures(talent.talentId(), ROWS, cursor, null));
        put(all, "candidacies", cursor -> pipeline.mine(ROWS, cursor));
        put(all, "meetings", cursor -> meetings.meetings(ROWS, cursor, List.of()));
        ArrayNode offers = all.putArray("offers");
        for (OfferLine line : every(cursor -> contracts.offers(ROWS, cursor, null))) {
            offers.add(json.<ObjectNode>valueToTree(contracts.offer(line.offerId())));
        }
        ArrayNode orders = all.putArray("orders");
        for (OrderLine line : every(cursor -> contracts.orders(ROWS, cursor))) {
            orders.add(json.<ObjectNode>valueToTree(contracts.order(line.orderId())));
        }
        ArrayNode engagements = all.putArray("engagements");
        for (EngagementLine line : every(cursor -> contracts.engagements(ROWS, cursor))) {
            engagements.add(json.<ObjectNode>valueToTree(contracts.engagement(line.engagementId())));
        }
        there(agreements::party, party -> all.set("party", json.valueToTree(party)));
        put(all, "notifications", cursor -> notifications.inbox(ROWS, cursor));
        all.set("preferences", json.valueToTree(notifications.preferences()));
        all.set("searches", json.valueToTree(searches.list().items()));
        return Response.ok(all.toPrettyString())
                .header("Content-Type", "application/json;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"enishi.json\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private <T> void put(ObjectNode all, String name, Function<@Nullable String, Slice<T>> pages) {
        all.set(name, json.valueToTree(every(pages)));
    }

    private static <T> List<T> every(Function<@Nullable String, Slice<T>> pages) {
        List<T> items = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Slice<T> slice = pages.apply(cursor);
            items.addAll(slice.items());
            cursor = slice.next();
        } while (cursor != null);
        return items;
    }

    /** What nobody has entered yet is no fault. */
    private static <T> void there(Supplier<T> asked, java.util.function.Consumer<T> found) {
        try {
            found.accept(asked.get());
        } catch (ServiceProblem problem) {
            if (problem.status() != 404) {
                throw problem;
            }
        }
    }
}
