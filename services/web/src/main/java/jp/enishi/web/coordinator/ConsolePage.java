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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.web.contract.Seats;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CaseSummary;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.Engagement;
import jp.enishi.web.service.InquiriesService;
import jp.enishi.web.service.Inquiry;
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

    @GET
    public Response console() {
        return pages.ok(Templates.console(
                List.of(
                        queue("inquiries", "/coordinator/inquiries", this::inquiries),
                        queue("proposals", "/coordinator/cases", this::proposals),
                        queue("polls", "/meetings?state=POLLING", this::polls),
                        queue("offers", "/offers?state=OPEN", this::offers),
                        queue("engagements", "/engagements", this::engagements)),
                this));
    }

    /** When, in the reader's words. */
    public String when(String due) {
        return due.length() > 10 ? Formats.time(due, pages.language()) : Formats.date(due, pages.language());
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

    private Stream<Line> proposals() {
        Map<String, CaseSummary> open = cases.cases(MOST, null, "PUBLISHED").items().stream()
                .collect(Collectors.toMap(CaseSummary::caseId, found -> found));
        return open.values().stream()
                .flatMap(found -> pipeline.proposals(found.caseId(), MOST, null).items().stream()
                        .filter(proposal -> proposal.state().equals("SENT"))
                        .map(proposal -> new Line(
                                proposal.decideBy(),
                                words(found.title()),
                                text("console_undecided", proposal.undecided()),
                                "/coordinator/proposals/" + proposal.proposalId())));
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
                                Formats.time(ticket.at(), pages.language())),
                        address + "#tickets"));
        var notice = Stream.ofNullable(engagement.noticeBy())
                .filter(day -> engagement.state().equals("ACTIVE") && soon(day) && now.until(day) >= 0)
                .map(day -> new Line(day, heading, text("console_notice"), address));
        return Stream.of(checkIns, tickets, notice).flatMap(lines -> lines);
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
