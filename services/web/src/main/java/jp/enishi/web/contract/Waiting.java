package jp.enishi.web.contract;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ProcessingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.Meeting;
import jp.enishi.web.service.MeetingsService;
import jp.enishi.web.service.OrderLine;
import jp.enishi.web.service.ServiceProblem;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What waits for an answer of the reader's side, the most urgent first. */
@RequestScoped
public class Waiting {
    private static final Logger LOG = Logger.getLogger(Waiting.class);
    private static final int MOST = 100;

    private final MeetingsService meetings;
    private final ContractsService contracts;
    private final Seats seats;
    private final Pages pages;
    private final Now now;

    Waiting(
            @RestClient MeetingsService meetings,
            @RestClient ContractsService contracts,
            Seats seats,
            Pages pages,
            Now now) {
        this.meetings = meetings;
        this.contracts = contracts;
        this.seats = seats;
        this.pages = pages;
        this.now = now;
    }

    /**
     * Something to answer.
     *
     * @param due until when, in words; empty when there is no hurry
     */
    public record Line(String heading, String what, String address, String due, boolean late) {}

    /** All of it; whether a part could not be asked for. */
    public record Answers(List<Line> lines, boolean whole) {}

    private record Due(@Nullable String at, Line line) {}

    /** For CLIENT or TALENT. */
    public Answers on(String side) {
        var found = new ArrayList<Due>();
        boolean whole = true;
        for (Supplier<Stream<Due>> source : List.<Supplier<Stream<Due>>>of(
                () -> polls(side), () -> outcomes(side), () -> offers(side), () -> orders(side))) {
            try {
                found.addAll(source.get().toList());
            } catch (ServiceProblem | ProcessingException unavailable) {
                if (unavailable instanceof ServiceProblem problem && problem.status() == 401) {
                    throw problem;
                }
                LOG.warn("A part of what waits for an answer is missing", unavailable);
                whole = false;
            }
        }
        return new Answers(
                found.stream()
                        .sorted(Comparator.comparing(Due::at, Comparator.nullsLast(Comparator.naturalOrder())))
                        .map(Due::line)
                        .toList(),
                whole);
    }

    private Stream<Due> polls(String side) {
        return meetings.meetings(MOST, null, "POLLING").items().stream()
                .filter(meeting -> meeting.state().equals("POLLING") && !meeting.closed())
                .filter(meeting -> meeting.participants().stream()
                        .anyMatch(person -> person.side().equals(side) && !person.answered()))
                .map(meeting -> meeting(meeting, "waiting_poll", meeting.deadline()));
    }

    /** Meetings that are over, of which this side has said nothing yet. */
    private Stream<Due> outcomes(String side) {
        return meetings.meetings(MOST, null, "BOOKED").items().stream()
                .filter(meeting -> meeting.state().equals("BOOKED") && now.over(meeting.end()))
                .filter(meeting -> meeting.outcomes().stream()
                        .noneMatch(outcome -> outcome.side().equals(side)))
                .map(meeting -> meeting(meeting, "waiting_outcome", null));
    }

    private Due meeting(Meeting meeting, String what, @Nullable String due) {
        return due(seats.about(meeting).heading(), what, "/meetings/" + meeting.meetingId(), due);
    }

    private Stream<Due> offers(String side) {
        return contracts.offers(MOST, null, "OPEN").items().stream()
                .filter(offer -> offer.state().equals("OPEN") && side.equals(offer.waitsFor()))
                .map(offer -> due(
                        seats.of(offer.caseId(), offer.positionId(), offer.talentId())
                                .heading(),
                        "waiting_offer",
                        "/offers/" + offer.offerId(),
                        offer.expiresAt()));
    }

    private Stream<Due> orders(String side) {
        List<OrderLine> open = contracts.orders(MOST, null).items();
        var toPlace = open.stream()
                .filter(order -> side.equals("CLIENT") && order.state().equals("PREPARED"))
                .map(order -> order(order, "waiting_placement"));
        var toConfirm = open.stream()
                .filter(order -> order.state().equals("ORDERED"))
                .filter(order -> !contracts.order(order.orderId()).confirmedBy().contains(side))
                .map(order -> order(order, "waiting_confirmation"));
        return Stream.concat(toPlace, toConfirm);
    }

    private Due order(OrderLine order, String what) {
        return due(
                seats.of(order.caseId(), order.positionId(), order.talentId()).heading(),
                what,
                "/orders/" + order.orderId(),
                null);
    }

    private Due due(String heading, String what, String address, @Nullable String due) {
        return new Due(
                due,
                new Line(
                        heading,
                        Messages.text(pages.language(), what),
                        address,
                        due == null
                                ? ""
                                : Objects.requireNonNullElse(Formats.time(due, pages.language(), pages.zone()), ""),
                        now.over(due)));
    }
}
