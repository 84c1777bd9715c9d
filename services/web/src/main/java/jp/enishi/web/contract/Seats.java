package jp.enishi.web.contract;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CandidacySeat;
import jp.enishi.web.service.Meeting;
import jp.enishi.web.service.NamedTalent;
import jp.enishi.web.service.Order;
import jp.enishi.web.service.OrderLine;
import jp.enishi.web.service.OwnCandidacy;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.TalentsService;
import jp.enishi.web.service.Text;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * What an offer, order, engagement or meeting is about, in words: the case, the role and the other side: the client by its
 * name, the person by the name, to clients once they consented, or the initials. The other services know their candidacies alone. What is
 * asked for once is not asked for again in a request, even by another thread of it while the answer is under way; a page with a
 * list asks for all of it {@linkplain #ahead at once}.
 */
@RequestScoped
public class Seats {
    private static final int MOST = 100;
    private static final int MOST_SEATS = 50;

    private final PipelineService pipeline;
    private final TalentsService talents;
    private final People people;
    private final Together together;
    private final Pages pages;
    private final Map<String, Map<String, NamedTalent>> named = new ConcurrentHashMap<>();
    private final Map<String, Supplier<Map<String, CandidacySeat>>> asked = new ConcurrentHashMap<>();
    private volatile @Nullable List<OwnCandidacy> own;

    Seats(
            @RestClient PipelineService pipeline,
            @RestClient TalentsService talents,
            People people,
            Together together,
            Pages pages) {
        this.pipeline = pipeline;
        this.talents = talents;
        this.people = people;
        this.together = together;
        this.pages = pages;
    }

    /** One of them. */
    public record Seat(
            @Nullable Text title,
            @Nullable String role,
            @Nullable String person,
            @Nullable String company,
            String heading) {

        /** The other side, as far as the reader may know it: the client, the person, or both. */
        public String who() {
            return Stream.of(Objects.requireNonNullElse(company, ""), Objects.requireNonNullElse(person, ""))
                    .filter(part -> !part.isBlank())
                    .collect(Collectors.joining(" · "));
        }
    }

    /** What these candidacies are about, and whom the reader may call by name in them, is asked for now and at once. */
    public void ahead(Stream<@Nullable String> candidacies) {
        if (pages.page().is("talent")) {
            own();
            return;
        }
        List<String> ids = candidacies.filter(Objects::nonNull).distinct().toList();
        ask(ids);
        if (pages.page().is("client")) {
            var cases = ids.stream()
                    .flatMap(id -> found(id).stream())
                    .filter(CandidacySeat::named)
                    .map(CandidacySeat::caseId)
                    .distinct();
            together.all(cases, this::names);
        } else {
            people.ahead(ids.stream().flatMap(id -> found(id).stream()).map(CandidacySeat::talentId));
        }
    }

    /** Asks about those that nobody has asked about, whether the answer is there or under way. */
    private synchronized void ask(List<String> candidacies) {
        List<String> unasked =
                candidacies.stream().filter(id -> !asked.containsKey(id)).toList();
        IntStream.iterate(0, from -> from < unasked.size(), from -> from + MOST_SEATS)
                .mapToObj(from -> unasked.subList(from, Math.min(from + MOST_SEATS, unasked.size())))
                .forEach(ids -> {
                    var answer = together.ask(() -> pipeline.seats(ids).items().stream()
                            .collect(Collectors.toMap(CandidacySeat::candidacyId, Function.identity())));
                    ids.forEach(id -> asked.put(id, answer));
                });
    }

    /** Waits for the answer about one that was asked about. */
    private Optional<CandidacySeat> found(String candidacyId) {
        return Optional.ofNullable(asked.get(candidacyId))
                .map(answer -> answer.get().get(candidacyId));
    }

    public Seat of(@Nullable String candidacyId) {
        if (candidacyId == null) {
            return seat(null, null, null, null);
        }
        if (pages.page().is("talent")) {
            return own().stream()
                    .filter(each -> each.candidacyId().equals(candidacyId))
                    .findFirst()
                    .map(each -> seat(each.caseTitle(), each.role(), null, each.companyName()))
                    .orElseGet(() -> seat(null, null, null, null));
        }
        ask(List.of(candidacyId));
        return found(candidacyId)
                .map(found -> seat(
                        found.caseTitle(),
                        found.role(),
                        person(found.caseId(), found.talentId(), found.named(), found.initials()),
                        client(found.companyName())))
                .orElseGet(() -> seat(null, null, null, null));
    }

    /** What a candidacy tells of itself; nothing is asked for. */
    public Seat of(Candidacy candidacy) {
        return seat(candidacy.caseTitle(), candidacy.role(), person(candidacy), client(candidacy.companyName()));
    }

    /** A client knows who it is. */
    private @Nullable Text client(@Nullable Text company) {
        return pages.page().is("client") ? null : company;
    }

    /** Somebody as the reader may know them: by the name, a client of who consented and a coordinator; or by the initials. */
    public @Nullable String person(Candidacy candidacy) {
        return person(
                candidacy.caseId(),
                candidacy.talentId(),
                candidacy.named(),
                candidacy.sheet() == null ? null : candidacy.sheet().initials());
    }

    private @Nullable String person(String caseId, String talentId, boolean consented, @Nullable String initials) {
        String name = consented && pages.page().is("client") ? names(caseId).get(talentId) : people.name(talentId);
        return name != null ? name : initials;
    }

    /** Whose names a client may read in this case, by talent. Nobody is asked while nobody there consented. */
    public Map<String, String> names(String caseId, List<Candidacy> among) {
        if (!pages.page().is("client") || among.stream().noneMatch(Candidacy::named)) {
            return Map.of();
        }
        return names(caseId);
    }

    /** Whose names the client that reads may know in this case, by talent. */
    public Map<String, String> names(String caseId) {
        return consented(caseId).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().in(pages.language())));
    }

    private Map<String, NamedTalent> consented(String caseId) {
        return named.computeIfAbsent(
                caseId,
                id -> orElse(() -> talents.named(id).items(), List.<NamedTalent>of()).stream()
                        .collect(Collectors.toMap(NamedTalent::talentId, one -> one, (one, other) -> one)));
    }

    /** An order as its own document tells it to who knows neither its case nor its people: the title and the client. */
    public Seat line(OrderLine order) {
        return pages.page().is("auditor")
                ? seat(order.caseTitle(), null, order.talentName(), named(order.clientName()))
                : of(order.candidacyId());
    }

    /** An order; an auditor is told its title alone. */
    public Seat order(Order order) {
        return pages.page().is("auditor") ? seat(order.caseTitle(), null, null, null) : of(order.candidacyId());
    }

    private static @Nullable Text named(@Nullable String name) {
        return name == null ? null : new Text(name, null);
    }

    /** What a meeting is about, and with whom; a name that will be said comes with how it is read. */
    public Seat about(Meeting meeting) {
        Seat seat = of(meeting.candidacyId());
        String written = seat.person();
        NamedTalent person = written == null || meeting.caseId() == null || meeting.talentId() == null
                ? null
                : named.getOrDefault(meeting.caseId(), Map.of()).get(meeting.talentId());
        return person == null || !person.in(pages.language()).equals(written)
                ? seat
                : new Seat(seat.title(), seat.role(), person.spoken(pages.language()), seat.company(), seat.heading());
    }

    /** A talent's own candidacies, newest first. */
    public List<OwnCandidacy> own() {
        List<OwnCandidacy> mine = own;
        if (mine == null) {
            mine = orElse(() -> pipeline.mine(MOST, null).items(), List.of());
            own = mine;
        }
        return mine;
    }

    private Seat seat(@Nullable Text title, @Nullable String role, @Nullable String person, @Nullable Text company) {
        var language = pages.language();
        String client = company == null ? "" : company.in(language);
        String heading = Stream.of(
                        title == null ? "" : title.in(language),
                        Vocabulary.role(role, language),
                        client,
                        Objects.requireNonNullElse(person, ""))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" · "));
        return new Seat(
                title, role, person, client, heading.isEmpty() ? Messages.text(language, "seat_unknown") : heading);
    }

    /** A heading is no reason to show nothing at all. */
    private static <T extends @Nullable Object> T orElse(Supplier<T> asked, T otherwise) {
        try {
            return asked.get();
        } catch (ServiceProblem problem) {
            if (problem.status() == 403 || problem.status() == 404) {
                return otherwise;
            }
            throw problem;
        }
    }
}
