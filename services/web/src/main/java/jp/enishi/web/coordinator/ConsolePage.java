package jp.enishi.web.coordinator;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.web.contract.People;
import jp.enishi.web.contract.Seats;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.EngagementDue;
import jp.enishi.web.service.InquiriesService;
import jp.enishi.web.service.Inquiry;
import jp.enishi.web.service.Meeting;
import jp.enishi.web.service.MeetingsService;
import jp.enishi.web.service.OrderLine;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Reached;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.Text;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What waits for a coordinator, the most urgent first. A queue whose service is away doesn't take the others with it. */
@Path("/coordinator")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class ConsolePage {
    private static final int MOST = 50;
    private static final int AT_ONCE = 5;
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 3;
    private static final List<String> WAITING = List.of("APPLIED", "MEETING_WANTED", "MET");

    private final InquiriesService inquiries;
    private final PipelineService pipeline;
    private final MeetingsService meetings;
    private final ContractsService contracts;
    private final Seats seats;
    private final People names;
    private final Together together;
    private final Pages pages;
    private final Now now;

    ConsolePage(
            @RestClient InquiriesService inquiries,
            @RestClient PipelineService pipeline,
            @RestClient MeetingsService meetings,
            @RestClient ContractsService contracts,
            Seats seats,
            People names,
            Together together,
            Pages pages,
            Now now) {
        this.inquiries = inquiries;
        this.pipeline = pipeline;
        this.meetings = meetings;
        this.contracts = contracts;
        this.seats = seats;
        this.names = names;
        this.together = together;
        this.pages = pages;
        this.now = now;
    }

    /**
     * Something to do.
     *
     * @param due a time, or a day; what has none comes first
     */
    public record Line(@Nullable String due, String heading, String note, String address) {}

    /** Something to do, of which the heading, when it is null, is what the candidacy is about. */
    private record Waiting(
            @Nullable String due,
            @Nullable String candidacyId,
            @Nullable String heading,
            String note,
            String address) {}

    private record Asked(String name, String all, Optional<List<Waiting>> found) {}

    /**
     * Things of one kind.
     *
     * @param all the address of the whole list, empty when there is none
     */
    public record Queue(String name, List<Line> lines, boolean available, String all) {
        /** The most urgent ones, which stand there at once, so that a long queue doesn't push the others out of sight. */
        public List<Line> first() {
            return lines.stream().limit(AT_ONCE).toList();
        }

        public List<Line> rest() {
            return lines.stream().skip(AT_ONCE).toList();
        }
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance console(List<Queue> queues, ConsolePage console);
    }

    @GET
    public Response console() {
        var people = together.ask(this::people);
        var polls = together.ask(
                () -> meetings.meetings(MOST, null, List.of("POLLING")).items());
        var asked = together.all(
                Stream.of(
                        queue("inquiries", "/coordinator/inquiries", this::inquiries),
                        queue("applicants", "/coordinator/cases", () -> applicants(people.get())),
                        queue("proposals", "/coordinator/cases", this::proposals),
                        queue("wanted", "/coordinator/cases", () -> wanted(people.get(), polls.get())),
                        queue("polls", "/meetings?state=POLLING", () -> polls(polls.get())),
                        queue("adjustments", "/coordinator/cases", () -> adjustments(people.get())),
                        queue("offers", "/offers?state=OPEN", this::offers),
                        queue("orders", "/orders", this::orders),
                        queue("engagements", "/engagements", this::engagements)),
                Supplier::get);
        boolean named = Reached.orEmpty("what the queues are about", () -> {
                    seats.ahead(asked.stream()
                            .flatMap(queue -> queue.found().stream())
                            .flatMap(List::stream)
                            .map(Waiting::candidacyId));
                    return true;
                })
                .isPresent();
        var queues = asked.stream().map(queue -> queue(queue, named)).toList();
        return pages.ok(Templates.console(queues, this));
    }

    /** When, in the reader's words. */
    public String when(String due) {
        return due.length() > 10
                ? Formats.time(due, pages.language(), pages.zone())
                : Formats.date(due, pages.language());
    }

    /** Whether it should have been done already. */
    public boolean late(String due) {
        return due.length() > 10 ? now.over(due) : now.until(due) < 0;
    }

    private static Supplier<Asked> queue(String name, String all, Supplier<Stream<Waiting>> found) {
        return () -> new Asked(
                name,
                all,
                Reached.orEmpty("the queue " + name, () -> found.get().toList()));
    }

    private Queue queue(Asked asked, boolean named) {
        return new Queue(
                asked.name(),
                asked.found().stream()
                        .flatMap(List::stream)
                        .map(each -> line(each, named))
                        .sorted(Comparator.comparing(Line::due, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList(),
                asked.found().isPresent(),
                asked.all());
    }

    private Line line(Waiting waiting, boolean named) {
        String heading = waiting.heading();
        if (heading == null) {
            heading = named ? seats.of(waiting.candidacyId()).heading() : text("seat_unknown");
        }
        return new Line(waiting.due(), heading, waiting.note(), waiting.address());
    }

    private Stream<Waiting> inquiries() {
        return Stream.concat(
                        inquiries.inquiries(MOST, null, "NEW", null).items().stream(),
                        inquiries.inquiries(MOST, null, "TAKEN", true).items().stream())
                .map(this::line);
    }

    private Waiting line(Inquiry inquiry) {
        return new Waiting(
                inquiry.dueAt(),
                null,
                Objects.requireNonNullElse(inquiry.company(), text("inquiry_forgotten")),
                text("inquiry_state_" + inquiry.state()),
                "/coordinator/inquiries/" + inquiry.inquiryId());
    }

    /** Whoever stands where a coordinator has something to do, in whatever case, the newest first. */
    private List<Candidacy> people() {
        var found = Slice.all(MOST_PAGES, cursor -> pipeline.people(PAGE, cursor, WAITING));
        names.ahead(found.stream().map(Candidacy::talentId));
        return found;
    }

    private Stream<Waiting> applicants(List<Candidacy> people) {
        return people.stream()
                .filter(person -> person.stage().equals("APPLIED"))
                .map(person -> line(person, "console_applied"));
    }

    /** Who is wanted for a meeting that nobody has called yet. */
    private Stream<Waiting> wanted(List<Candidacy> people, List<Meeting> polls) {
        Set<String> called = polls.stream().map(Meeting::candidacyId).collect(Collectors.toSet());
        return people.stream()
                .filter(person -> person.stage().equals("MEETING_WANTED") && !called.contains(person.candidacyId()))
                .map(person -> line(person, "console_wanted"));
    }

    /** Where a side asked for other requirements after a meeting, and they are still as they were. */
    private Stream<Waiting> adjustments(List<Candidacy> people) {
        return people.stream()
                .filter(Candidacy::adjusting)
                .map(person -> new Waiting(
                        null,
                        null,
                        seats.of(person).heading(),
                        text(
                                "console_adjust",
                                text("side_" + Objects.requireNonNullElse(person.adjustingSide(), "CLIENT")),
                                time(person.since())),
                        "/coordinator/cases/" + person.caseId() + "/requirements"));
    }

    private Waiting line(Candidacy person, String note) {
        return new Waiting(
                null,
                null,
                seats.of(person).heading(),
                text(note, time(person.since())),
                "/coordinator/candidacies/" + person.candidacyId());
    }

    private Stream<Waiting> orders() {
        return contracts.ordersIn(MOST, OrderLine.UNFINISHED).items().stream()
                .map(order -> new Waiting(
                        null,
                        order.candidacyId(),
                        null,
                        text("order_state_" + order.state()),
                        "/orders/" + order.orderId()));
    }

    private String time(@Nullable String instant) {
        return instant == null ? "" : Formats.time(instant, pages.language(), pages.zone());
    }

    private Stream<Waiting> proposals() {
        return pipeline.desk(MOST, null, "SENT").items().stream()
                .map(proposal -> new Waiting(
                        proposal.decideBy(),
                        null,
                        words(proposal.caseTitle()),
                        text("console_undecided", proposal.undecided()),
                        "/coordinator/proposals/" + proposal.proposalId()));
    }

    private Stream<Waiting> polls(List<Meeting> polls) {
        return polls.stream()
                .map(meeting -> new Waiting(
                        meeting.deadline(),
                        null,
                        words(meeting.title()),
                        text(
                                "console_answered",
                                meeting.participants().stream()
                                        .filter(person -> person.answered())
                                        .count()),
                        "/meetings/" + meeting.meetingId()));
    }

    private Stream<Waiting> offers() {
        return contracts.offers(MOST, null, "OPEN").items().stream()
                .map(offer -> new Waiting(
                        offer.expiresAt(),
                        offer.candidacyId(),
                        null,
                        text("waits_for_" + offer.waitsFor()),
                        "/offers/" + offer.offerId()));
    }

    private Stream<Waiting> engagements() {
        return contracts.due(MOST, null).items().stream().map(this::line);
    }

    private Waiting line(EngagementDue due) {
        String address = "/engagements/" + due.engagementId();
        return switch (due.kind()) {
            case "CHECK_IN" ->
                new Waiting(due.on(), due.candidacyId(), null, text("console_check_in", number(due)), address);
            case "TICKET" ->
                new Waiting(
                        null,
                        due.candidacyId(),
                        null,
                        text("console_ticket", text("option_ticket_category_" + due.category()), time(due.at())),
                        address + "#tickets");
            case "AMENDMENT" ->
                new Waiting(
                        null, due.candidacyId(), null, text("console_amendment", number(due)), address + "#amendments");
            default -> new Waiting(due.on(), due.candidacyId(), null, text("console_notice"), address);
        };
    }

    private static int number(EngagementDue due) {
        return Objects.requireNonNullElse(due.number(), 0);
    }

    private String words(@Nullable Text text) {
        return text == null ? text("meeting") : text.in(pages.language());
    }

    private String text(String key, Object... arguments) {
        return Messages.text(pages.language(), key, arguments);
    }
}
