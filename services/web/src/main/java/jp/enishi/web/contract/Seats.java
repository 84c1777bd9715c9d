package jp.enishi.web.contract;

import jakarta.enterprise.context.RequestScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.Meeting;
import jp.enishi.web.service.NamedTalent;
import jp.enishi.web.service.Order;
import jp.enishi.web.service.OrderLine;
import jp.enishi.web.service.OwnCandidacy;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.TalentsService;
import jp.enishi.web.service.Text;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * What an offer, order or engagement is about, in words: the case, the role and the other side: the client by
 * its name, the person by the name, once they consented, or the initials. The contracts service knows their ids alone. Each case is asked for once.
 */
@RequestScoped
public class Seats {
    private static final int MOST = 100;

    private final CasesService cases;
    private final PipelineService pipeline;
    private final TalentsService talents;
    private final Pages pages;
    private final Map<String, Map<String, NamedTalent>> named = new HashMap<>();
    private final Map<String, @Nullable ClientCase> found = new HashMap<>();
    private final Map<String, List<Candidacy>> people = new HashMap<>();
    private @Nullable List<OwnCandidacy> own;

    Seats(
            @RestClient CasesService cases,
            @RestClient PipelineService pipeline,
            @RestClient TalentsService talents,
            Pages pages) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.talents = talents;
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

    public Seat of(@Nullable String caseId, @Nullable String positionId, @Nullable String talentId) {
        if (caseId == null) {
            return seat(null, null, null, null);
        }
        if (pages.page().is("talent")) {
            return own(caseId, positionId);
        }
        ClientCase known = found.computeIfAbsent(caseId, id -> orElse(() -> cases.find(id), null));
        Candidacy there = people
                .computeIfAbsent(
                        caseId,
                        id -> orElse(() -> pipeline.candidacies(id, MOST, null).items(), List.of()))
                .stream()
                .filter(person -> person.talentId().equals(talentId)
                        && (positionId == null || person.positionId().equals(positionId)))
                .findFirst()
                .orElse(null);
        return seat(
                known == null ? null : known.requirements().title(),
                known == null ? null : known.role(positionId),
                there == null ? null : person(there),
                // A client knows who it is.
                there == null || pages.page().is("client") ? null : there.companyName());
    }

    /** What a candidacy tells of itself; nothing is asked for. */
    public Seat of(Candidacy candidacy) {
        return seat(
                candidacy.caseTitle(),
                candidacy.role(),
                person(candidacy),
                pages.page().is("client") ? null : candidacy.companyName());
    }

    /** Somebody as the reader may know them: a client by the name of who consented, everybody else by the initials. */
    public @Nullable String person(Candidacy candidacy) {
        String name = names(candidacy.caseId(), List.of(candidacy)).get(candidacy.talentId());
        return name != null || candidacy.sheet() == null
                ? name
                : candidacy.sheet().initials();
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
                : of(order.caseId(), order.positionId(), order.talentId());
    }

    /** An order; an auditor is told its title alone. */
    public Seat order(Order order) {
        return pages.page().is("auditor")
                ? seat(order.caseTitle(), null, null, null)
                : of(order.caseId(), order.positionId(), order.talentId());
    }

    private static @Nullable Text named(@Nullable String name) {
        return name == null ? null : new Text(name, null);
    }

    /** What a meeting is about, and with whom; a name that will be said comes with how it is read. */
    public Seat about(Meeting meeting) {
        Seat seat = of(meeting.caseId(), null, meeting.talentId());
        String written = seat.person();
        NamedTalent person = written == null || meeting.caseId() == null || meeting.talentId() == null
                ? null
                : named.getOrDefault(meeting.caseId(), Map.of()).get(meeting.talentId());
        return person == null || !person.in(pages.language()).equals(written)
                ? seat
                : new Seat(seat.title(), seat.role(), person.spoken(pages.language()), seat.company(), seat.heading());
    }

    private Seat own(String caseId, @Nullable String positionId) {
        if (own == null) {
            own = orElse(() -> pipeline.mine(MOST, null).items(), List.of());
        }
        return own.stream()
                .filter(each -> each.caseId().equals(caseId)
                        && (positionId == null || each.positionId().equals(positionId)))
                .findFirst()
                .map(each -> seat(each.caseTitle(), each.role(), null, each.companyName()))
                .orElseGet(() -> seat(null, null, null, null));
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
