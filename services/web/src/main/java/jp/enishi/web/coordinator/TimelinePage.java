package jp.enishi.web.coordinator;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.MeetingsService;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Reached;
import jp.enishi.web.service.Sheet;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened to one case, newest first: versions of its requirements, its proposals, each step of its people,
 * its meetings, offers and orders. Each list is one question, however many people there are; a service that is away leaves
 * the others.
 */
@Path("/coordinator/cases/{id}/timeline")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class TimelinePage {
    private static final int ROWS = 100;
    private static final int MOST_PAGES = 5;
    private static final int RANDOM_BITS = 16;

    private final CasesService cases;
    private final PipelineService pipeline;
    private final MeetingsService meetings;
    private final ContractsService contracts;
    private final Candidates candidates;
    private final Together together;
    private final Pages pages;

    TimelinePage(
            @RestClient CasesService cases,
            @RestClient PipelineService pipeline,
            @RestClient MeetingsService meetings,
            @RestClient ContractsService contracts,
            Candidates candidates,
            Together together,
            Pages pages) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.meetings = meetings;
        this.contracts = contracts;
        this.candidates = candidates;
        this.together = together;
        this.pages = pages;
    }

    /**
     * Something that happened.
     *
     * @param who the role that did it
     * @param why the words of whoever did it; empty without
     */
    public record Event(String at, String who, String what, String about, String why, String address) {}

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance timeline(ClientCase it, List<Event> events, boolean whole);
    }

    @GET
    public Response timeline(@PathParam("id") String id) {
        var everybody = together.ask(() -> candidates.withHistory(id));
        var which = together.ask(() -> cases.find(id));
        var names = together.ask(() -> names(everybody.get(), which.get()));
        var asked = Stream.<Supplier<Stream<Event>>>of(
                        () -> versions(id),
                        () -> proposals(id),
                        () -> steps(everybody.get(), names.get()),
                        () -> meetings(id, names),
                        () -> offers(id, names),
                        () -> orders(id, names))
                .map(part -> together.ask(() ->
                        Reached.orEmpty("a part of a timeline", () -> part.get().toList())))
                .toList();
        var found = which.get();
        var parts = asked.stream().map(Supplier::get).toList();
        return pages.ok(Templates.timeline(
                found,
                parts.stream()
                        .flatMap(part -> part.orElse(List.of()).stream())
                        .filter(event -> !event.at().isEmpty())
                        .sorted(Comparator.comparing(Event::at).reversed())
                        .toList(),
                parts.stream().allMatch(Optional::isPresent)));
    }

    private Map<String, String> names(List<Candidacy> people, ClientCase in) {
        return people.stream()
                .collect(Collectors.toMap(Candidacy::candidacyId, person -> name(person, in), (one, same) -> one));
    }

    private Stream<Event> meetings(String id, Supplier<Map<String, String>> names) {
        return Slice.all(MOST_PAGES, cursor -> meetings.ofCase(ROWS, cursor, id)).stream()
                .flatMap(meeting -> {
                    String about = known(names.get().get(meeting.candidacyId()));
                    String address = "/meetings/" + meeting.meetingId();
                    var asked = new Event(
                            made(meeting.meetingId()), "", text("timeline_meeting_asked"), about, "", address);
                    return Stream.concat(
                            Stream.of(asked),
                            Stream.ofNullable(meeting.start())
                                    .map(start -> new Event(
                                            start,
                                            "",
                                            text("timeline_meeting", text("meeting_state_" + meeting.state())),
                                            about,
                                            "",
                                            address)));
                });
    }

    private Stream<Event> offers(String id, Supplier<Map<String, String>> names) {
        return Slice.all(MOST_PAGES, cursor -> contracts.offersOf(ROWS, cursor, id)).stream()
                .map(offer -> new Event(
                        made(offer.offerId()),
                        "CLIENT",
                        text("timeline_offer", text("offer_state_" + offer.state())),
                        known(names.get().get(offer.candidacyId())),
                        "",
                        "/offers/" + offer.offerId()));
    }

    private Stream<Event> orders(String id, Supplier<Map<String, String>> names) {
        return Slice.all(MOST_PAGES, cursor -> contracts.ordersOf(ROWS, cursor, id)).stream()
                .map(order -> new Event(
                        known(order.agreedAt()),
                        "",
                        text("timeline_order", known(order.number()), text("order_state_" + order.state())),
                        order.candidacyId() == null ? "" : known(names.get().get(order.candidacyId())),
                        "",
                        "/orders/" + order.orderId()));
    }

    /** When a thing was made: its id (UUIDv7) begins with that. */
    private static String made(String id) {
        return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> RANDOM_BITS)
                .toString();
    }

    private Stream<Event> versions(String id) {
        return Slice.all(MOST_PAGES, cursor -> cases.versions(id, ROWS, cursor)).stream()
                .map(version -> new Event(
                        known(version.at()),
                        known(version.authorRole()),
                        text("requirements_version", version.version()),
                        "",
                        // Why there is a case at all is no change's reason.
                        version.version() == 1 ? "" : known(version.reason()),
                        "/coordinator/cases/" + id + "/history"));
    }

    private Stream<Event> proposals(String id) {
        return Slice.all(MOST_PAGES, cursor -> pipeline.proposals(id, ROWS, cursor)).stream()
                .map(proposal -> new Event(
                        known(proposal.sentAt()),
                        "COORDINATOR",
                        text("timeline_proposed"),
                        text("proposal_size", proposal.people().size()),
                        "",
                        "/coordinator/proposals/" + proposal.proposalId()));
    }

    private Stream<Event> steps(List<Candidacy> people, Map<String, String> names) {
        return people.stream()
                .flatMap(person -> person.history().stream()
                        .map(step -> new Event(
                                known(step.at()),
                                known(step.role()),
                                text("stage_" + step.to()),
                                known(names.get(person.candidacyId())),
                                Stream.of(
                                                step.reasonCode() == null
                                                        ? ""
                                                        : text("option_passing_reason_" + step.reasonCode()),
                                                known(step.reasonText()))
                                        .filter(word -> !word.isEmpty() && !word.startsWith("option_"))
                                        .distinct()
                                        .reduce((one, other) -> one + text("list_comma") + other)
                                        .orElse(""),
                                "/coordinator/candidacies/" + person.candidacyId())));
    }

    private String name(Candidacy person, ClientCase of) {
        Sheet sheet = person.sheet();
        return (sheet == null ? text("pipeline_person") : known(sheet.initials()))
                + text("list_comma")
                + Vocabulary.role(of.role(person.positionId()), pages.language());
    }

    private static String known(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private String text(String key, Object... arguments) {
        return Messages.text(pages.language(), key, arguments);
    }
}
