package jp.enishi.web.contract;

import jakarta.enterprise.context.RequestScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jp.enishi.web.meeting.LiveMeetings;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.Meeting;
import jp.enishi.web.service.OrderLine;
import jp.enishi.web.service.Reached;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What waits for an answer of the reader's side, the most urgent first. */
@RequestScoped
public class Waiting {
    private static final int MOST = 100;

    private final LiveMeetings meetings;
    private final ContractsService contracts;
    private final Seats seats;
    private final Together together;
    private final Pages pages;
    private final Now now;

    Waiting(
            LiveMeetings meetings,
            @RestClient ContractsService contracts,
            Seats seats,
            Together together,
            Pages pages,
            Now now) {
        this.meetings = meetings;
        this.contracts = contracts;
        this.seats = seats;
        this.together = together;
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
    public record Answers(List<Line> lines, boolean whole) {
        /** These and more, of which there is no hurry; nothing when it could not be asked for. */
        public Answers and(Optional<List<Line>> more) {
            return new Answers(
                    Stream.concat(lines.stream(), more.stream().flatMap(List::stream))
                            .toList(),
                    whole && more.isPresent());
        }
    }

    private record Due(
            @Nullable String at, @Nullable String candidacyId, Supplier<String> heading, String what, String address) {}

    /** For CLIENT or TALENT. */
    public Answers on(String side) {
        var asked = Stream.<Supplier<Stream<Due>>>of(
                        () -> meetings(side), () -> offers(side), () -> orders(side), this::engagements)
                .map(source -> together.ask(() -> Reached.orEmpty(
                        "a part of what waits for an answer", () -> source.get().toList())))
                .toList();
        var parts = asked.stream().map(Supplier::get).toList();
        var found =
                parts.stream().flatMap(Optional::stream).flatMap(List::stream).toList();
        boolean named = Reached.orEmpty("what waits for an answer, in words", () -> {
                    seats.ahead(found.stream().map(Due::candidacyId));
                    return true;
                })
                .isPresent();
        return new Answers(
                found.stream()
                        .sorted(Comparator.comparing(Due::at, Comparator.nullsLast(Comparator.naturalOrder())))
                        .map(due -> line(due, named ? due.heading().get() : text("seat_unknown")))
                        .toList(),
                named && parts.stream().allMatch(Optional::isPresent));
    }

    private Stream<Due> meetings(String side) {
        return meetings.all().stream().flatMap(meeting -> Stream.ofNullable(asked(meeting, side)));
    }

    /** A poll without this side's answer, or a meeting that is over and of which this side has said nothing yet; else null. */
    private @Nullable Due asked(Meeting meeting, String side) {
        return switch (meeting.state()) {
            case "POLLING" ->
                !meeting.closed()
                                && meeting.participants().stream()
                                        .anyMatch(person -> person.side().equals(side) && !person.answered())
                        ? meeting(meeting, "waiting_poll", meeting.deadline())
                        : null;
            case "BOOKED" ->
                now.over(meeting.end())
                                && meeting.outcomes().stream()
                                        .noneMatch(outcome -> outcome.side().equals(side))
                        ? meeting(meeting, "waiting_outcome", null)
                        : null;
            default -> null;
        };
    }

    private Due meeting(Meeting meeting, String what, @Nullable String due) {
        return new Due(
                due,
                meeting.candidacyId(),
                () -> seats.about(meeting).heading(),
                what,
                "/meetings/" + meeting.meetingId());
    }

    private Stream<Due> offers(String side) {
        return contracts.offers(MOST, null, "OPEN").items().stream()
                .filter(offer -> offer.state().equals("OPEN") && side.equals(offer.waitsFor()))
                .map(offer ->
                        due(offer.expiresAt(), offer.candidacyId(), "waiting_offer", "/offers/" + offer.offerId()));
    }

    private Stream<Due> orders(String side) {
        return contracts.ordersIn(MOST, OrderLine.UNFINISHED).items().stream()
                .flatMap(order -> Stream.ofNullable(asked(order, side))
                        .map(what -> due(null, order.candidacyId(), what, "/orders/" + order.orderId())));
    }

    /** A talk that is due and terms that changed, as the service knows who asks. */
    private Stream<Due> engagements() {
        return contracts.due(MOST, null).items().stream()
                .map(due -> due(
                        null,
                        due.candidacyId(),
                        due.kind().equals("AMENDMENT") ? "waiting_signature" : "waiting_report",
                        "/engagements/" + due.engagementId()));
    }

    /** What an order asks of a side, or null. */
    private static @Nullable String asked(OrderLine order, String side) {
        return switch (order.state()) {
            case "PREPARED" -> side.equals("CLIENT") ? "waiting_placement" : null;
            case "ORDERED" -> order.confirmedBy().contains(side) ? null : "waiting_confirmation";
            default -> null;
        };
    }

    private Due due(@Nullable String at, @Nullable String candidacyId, String what, String address) {
        return new Due(at, candidacyId, () -> seats.of(candidacyId).heading(), what, address);
    }

    private String text(String key) {
        return Messages.text(pages.language(), key);
    }

    private Line line(Due due, String heading) {
        return new Line(
                heading,
                text(due.what()),
                due.address(),
                due.at() == null
                        ? ""
                        : Objects.requireNonNullElse(Formats.time(due.at(), pages.language(), pages.zone()), ""),
                now.over(due.at()));
    }
}
