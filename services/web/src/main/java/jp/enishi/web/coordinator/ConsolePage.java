package jp.enishi.web.coordinator;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.web.contract.Seats;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CaseSummary;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.Engagement;
import jp.enishi.web.service.InquiriesService;
import jp.enishi.web.service.Inquiry;
import jp.enishi.web.service.Meeting;
import jp.enishi.web.service.MeetingsService;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Text;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What waits for a coordinator, the most urgent first. A queue whose service is away doesn't take the others with it. */
@Path("/coordinator")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class ConsolePage {
    private static final Logger LOG = Logger.getLogger(ConsolePage.class);
    private static final int MOST = 50;
    private static final int DAYS_AHEAD = 7;

    private final InquiriesService inquiries;
    private final CasesService cases;
    private final PipelineService pipeline;
    private final MeetingsService meetings;
    private final ContractsService contracts;
    private final Seats seats;
    private final Pages pages;
    private final Now now;

    ConsolePage(
            @RestClient InquiriesService inquiries,
            @RestClient CasesService cases,
            @RestClient PipelineService pipeline,
            @RestClient MeetingsService meetings,
            @RestClient ContractsService contracts,
            Seats seats,
            Pages pages,
            Now now) {
        this.inquiries = inquiries;
        this.cases = cases;
        this.pipeline = pipeline;
        this.meetings = meetings;
        this.contracts = contracts;
        this.seats = seats;
        this.pages = pages;
        this.now = now;
    }

    /**
     * Something to do.
     *
     * @param due a time, or a day; what has none comes first
     */
    public record Line(@Nullable String due, String heading, String note, String address) {}

    /**
     * Things of one kind.
     *
     * @param all the address of the whole list, empty when there is none
     */
    public record Queue(String name, List<Line> lines, boolean available, String all) {}

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance console(List<Queue> queues, ConsolePage console);
    }

    /** Something that several queues need, asked for once. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> asked;
        private @Nullable T known;

        Once(Supplier<T> asked) {
            this.asked = asked;
        }

        @Override
        public T get() {
            T answer = known;
            if (answer == null) {
                answer = asked.get();
                known = answer;
            }
            return answer;
        }
    }

    @GET
    public Response console() {
        var people = new Once<>(this::people);
        return pages.ok(Templates.console(
                List.of(
                        queue("inquiries", "/coordinator/inquiries", this::inquiries),
                        queue("applicants", "/coordinator/cases", () -> applicants(people.get())),
                        queue("proposals", "/coordinator/cases", this::proposals),
                        queue("wanted", "/coordinator/cases", () -> wanted(people.get())),
                        queue("polls", "/meetings?state=POLLING", this::polls),
                        queue("adjustments", "/coordinator/cases", () -> adjustments(people.get())),
                        queue("offers", "/offers?state=OPEN", this::offers),
                        queue("orders", "/orders", this::orders),
                        queue("engagements", "/engagements", this::engagements)),
                this));
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

    private Queue queue(String name, String all, Supplier<Stream<Line>> lines) {
        try {
            return new Queue(
                    name,
                    lines.get()
                            .sorted(Comparator.comparing(Line::due, Comparator.nullsFirst(Comparator.naturalOrder())))
                            .toList(),
                    true,
                    all);
        } catch (ServiceProblem | ProcessingException unavailable) {
            if (unavailable instanceof ServiceProblem problem && problem.status() == 401) {
                throw problem;
            }
            LOG.warnf(unavailable, "The queue %s is missing in the console", name);
            return new Queue(name, List.of(), false, all);
        }
    }

    private Stream<Line> inquiries() {
        return Stream.concat(
                        inquiries.inquiries(MOST, null, "NEW", null).items().stream(),
                        inquiries.inquiries(MOST, null, "TAKEN", true).items().stream())
                .map(this::line);
    }

    private Line line(Inquiry inquiry) {
        return new Line(
                inquiry.dueAt(),
                Objects.requireNonNullElse(inquiry.company(), text("inquiry_forgotten")),
                text("inquiry_state_" + inquiry.state()),
                "/coordinator/inquiries/" + inquiry.inquiryId());
    }

    /** Everybody in the cases that are not closed; people are also proposed for cases without a listing. */
    private List<Candidacy> people() {
        return open().flatMap(found -> pipeline.candidacies(found.caseId(), MOST, null).items().stream())
                .filter(person -> !person.ended())
                .toList();
    }

    private Stream<CaseSummary> open() {
        return Stream.of("PUBLISHED", "DRAFT")
                .flatMap(status -> cases.cases(MOST, null, status).items().stream())
                .collect(Collectors.toMap(CaseSummary::caseId, found -> found, (one, same) -> one, LinkedHashMap::new))
                .values()
                .stream();
    }

    private Stream<Line> applicants(List<Candidacy> people) {
        return people.stream()
                .filter(person -> person.stage().equals("APPLIED"))
                .map(person -> line(person, "console_applied"));
    }

    /** Who is wanted for a meeting that nobody has called yet. */
    private Stream<Line> wanted(List<Candidacy> people) {
        Set<String> called = meetings.meetings(MOST, null, "POLLING").items().stream()
                .map(Meeting::candidacyId)
                .collect(Collectors.toSet());
        return people.stream()
                .filter(person -> person.stage().equals("MEETING_WANTED") && !called.contains(person.candidacyId()))
                .map(person -> line(person, "console_wanted"));
    }

    /** Where a side asked for other requirements after a meeting, and they are still as they were. */
    private Stream<Line> adjustments(List<Candidacy> people) {
        return people.stream()
                .filter(person -> person.stage().equals("MET"))
                .map(Candidacy::caseId)
                .distinct()
                .map(cases::find)
                .flatMap(found -> found.adjustments().stream()
                        .map(asked -> new Line(
                                null,
                                words(found.requirements().title()),
                                text("console_adjust", text("side_" + asked.side()), time(asked.at())),
                                "/coordinator/cases/" + found.caseId() + "/requirements")));
    }

    private Line line(Candidacy person, String note) {
        return new Line(
                null,
                seats.of(person.caseId(), person.positionId(), person.talentId())
                        .heading(),
                text(note, time(person.since())),
                "/coordinator/candidacies/" + person.candidacyId());
    }

    private Stream<Line> orders() {
        return contracts.orders(MOST, null).items().stream()
                .filter(order -> !order.state().equals("CONFIRMED"))
                .map(order -> new Line(
                        null,
                        seats.of(order.caseId(), order.positionId(), order.talentId())
                                .heading(),
                        text("order_state_" + order.state()),
                        "/orders/" + order.orderId()));
    }

    private String time(@Nullable String instant) {
        return instant == null ? "" : Formats.time(instant, pages.language(), pages.zone());
    }

    private Stream<Line> proposals() {
        return pipeline.desk(MOST, null, "SENT").items().stream()
                .map(proposal -> new Line(
                        proposal.decideBy(),
                        words(proposal.caseTitle()),
                        text("console_undecided", proposal.undecided()),
                        "/coordinator/proposals/" + proposal.proposalId()));
    }

    private Stream<Line> polls() {
        return meetings.meetings(MOST, null, "POLLING").items().stream()
                .map(meeting -> new Line(
                        meeting.deadline(),
                        words(meeting.title()),
                        text(
                                "console_answered",
                                meeting.participants().stream()
                                        .filter(person -> person.answered())
                                        .count()),
                        "/meetings/" + meeting.meetingId()));
    }

    private Stream<Line> offers() {
        return contracts.offers(MOST, null, "OPEN").items().stream()
                .map(offer -> new Line(
                        offer.expiresAt(),
                        seats.of(offer.caseId(), offer.positionId(), offer.talentId())
                                .heading(),
                        text("waits_for_" + offer.waitsFor()),
                        "/offers/" + offer.offerId()));
    }

    private Stream<Line> engagements() {
        return contracts.engagements(MOST, null).items().stream()
                .filter(line -> !line.state().equals("ENDED"))
                .map(line -> contracts.engagement(line.engagementId()))
                .flatMap(this::due);
    }

    private Stream<Line> due(Engagement engagement) {
        String heading = seats.of(engagement.caseId(), engagement.positionId(), engagement.talentId())
                .heading();
        String address = "/engagements/" + engagement.engagementId();
        var checkIns = engagement.checkIns().stream()
                .filter(checkIn -> !(checkIn.heard("CLIENT") && checkIn.heard("TALENT")))
                .filter(checkIn -> soon(checkIn.dueOn()))
                .map(checkIn ->
                        new Line(checkIn.dueOn(), heading, text("console_check_in", checkIn.number()), address));
        var tickets = engagement.tickets().stream()
                .filter(ticket -> !ticket.resolved())
                .map(ticket -> new Line(
                        null,
                        heading,
                        text(
                                "console_ticket",
                                text("option_ticket_category_" + ticket.category()),
                                Formats.time(ticket.at(), pages.language(), pages.zone())),
                        address + "#tickets"));
        var notice = Stream.ofNullable(engagement.noticeBy())
                .filter(day -> engagement.state().equals("ACTIVE") && soon(day) && now.until(day) >= 0)
                .map(day -> new Line(day, heading, text("console_notice"), address));
        var amendments = engagement.amendments().reversed().stream()
                .limit(1)
                .filter(amendment -> amendment.signedBy().size() < 2
                        && Objects.equals(amendment.beforeHash(), engagement.termsHash()))
                .map(amendment -> new Line(
                        null, heading, text("console_amendment", amendment.number()), address + "#amendments"));
        return Stream.of(checkIns, tickets, amendments, notice).flatMap(lines -> lines);
    }

    private boolean soon(@Nullable String day) {
        return day != null && !LocalDate.parse(day).isAfter(now.today().plusDays(DAYS_AHEAD));
    }

    private String words(@Nullable Text text) {
        return text == null ? text("meeting") : text.in(pages.language());
    }

    private String text(String key, Object... arguments) {
        return Messages.text(pages.language(), key, arguments);
    }
}
