package jp.enishi.web.coordinator;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.web.contract.People;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CaseSummary;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Company;
import jp.enishi.web.service.Disclosure;
import jp.enishi.web.service.DisclosuresService;
import jp.enishi.web.service.Member;
import jp.enishi.web.service.Reached;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.Text;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Who of which client saw what of whom, why and when: all of it, of one talent, by one client, of some days. */
@Path("/coordinator/disclosures")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class DisclosuresPage {
    private static final int ROWS = 50;
    private static final int COMPANIES = 100;
    private static final int MOST_PAGES = 10;
    private static final int FIRST_YEAR = 2;
    private static final int LAST_YEAR = 9_998;
    private static final List<String> FIELDS = List.of("/talent", "/organization", "/from", "/until");
    private static final Shape SEARCH =
            Shape.of().with(Kind.TEXT, FIELDS.toArray(String[]::new)).build();

    private final DisclosuresService disclosures;
    private final CasesService cases;
    private final People people;
    private final Together together;
    private final Pages pages;

    DisclosuresPage(
            @RestClient DisclosuresService disclosures,
            @RestClient CasesService cases,
            People people,
            Together together,
            Pages pages) {
        this.disclosures = disclosures;
        this.cases = cases;
        this.people = people;
        this.together = together;
        this.pages = pages;
    }

    /** What the ids of the lines stand for; what has no name here has none any more, or its service is away. */
    public record Known(
            Map<String, String> talents,
            Map<String, String> titles,
            Map<String, Client> clients,
            Map<String, String> viewers) {}

    /** A client company by its organisation. */
    public record Client(String organizationId, String companyId, String name) {}

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance disclosures(
                Form form, Slice<Disclosure> seen, Known known, List<Client> clients, String query, boolean later);
    }

    @GET
    public Response disclosures(
            @QueryParam("talent") @Nullable String talent,
            @QueryParam("organization") @Nullable String organization,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("cursor") @Nullable String cursor) {
        var form = Form.empty(SEARCH);
        fill(form, "/talent", talent);
        fill(form, "/organization", organization);
        fill(form, "/from", from);
        fill(form, "/until", until);
        var clients = together.ask(this::clients);
        LocalDate first = day(form, "/from");
        LocalDate last = day(form, "/until");
        if (first != null && last != null && last.isBefore(first)) {
            form.fault("/until", "until-before-from");
        }
        var seen = form.faults().isEmpty()
                ? disclosures.all(
                        ROWS,
                        cursor,
                        given(form, "/talent"),
                        given(form, "/organization"),
                        first == null ? null : morning(first),
                        last == null ? null : morning(last.plusDays(1)))
                : new Slice<Disclosure>(List.of(), null);
        var known = known(seen.items(), form, clients);
        String query = FIELDS.stream()
                .filter(field -> !form.value(field).isEmpty())
                .map(field -> field.substring(1) + "=" + URLEncoder.encode(form.value(field), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return pages.show(
                form.faults().isEmpty() ? 200 : 422,
                Templates.disclosures(form, seen, known, clients.get(), query, cursor != null));
    }

    private Known known(List<Disclosure> seen, Form form, Supplier<List<Client>> clients) {
        people.ahead(whom(form, seen));
        var cases = together.ask(
                () -> titles(seen.stream().map(Disclosure::caseId).distinct().toList()));
        var byOrganization = clients.get().stream()
                .collect(Collectors.toMap(Client::organizationId, client -> client, (one, other) -> one));
        var readers = seen.stream()
                .flatMap(each ->
                        Stream.ofNullable(byOrganization.get(Objects.requireNonNullElse(each.organizationId(), ""))))
                .distinct();
        var viewers = new HashMap<String, String>();
        together.all(readers, client -> members(client.companyId()))
                .forEach(members -> members.forEach(member -> viewers.put(
                        member.userId(),
                        Stream.of(member.name(), member.email())
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(""))));
        return new Known(people.names(whom(form, seen)), cases.get(), byOrganization, viewers);
    }

    private static Stream<@Nullable String> whom(Form form, List<Disclosure> seen) {
        return Stream.<@Nullable String>concat(
                Stream.ofNullable(given(form, "/talent")), seen.stream().map(Disclosure::talentId));
    }

    /** All clients by name. */
    private List<Client> clients() {
        return Reached.orEmpty(
                        "the names of clients",
                        () -> Slice.<Company>all(MOST_PAGES, cursor -> cases.companies(COMPANIES, cursor, null)))
                .orElse(List.of())
                .stream()
                .filter(company -> company.organizationId() != null)
                .map(company -> new Client(
                        Objects.requireNonNull(company.organizationId()), company.companyId(), in(company.name())))
                .sorted(Comparator.comparing(Client::name))
                .toList();
    }

    private Map<String, String> titles(List<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : Reached.orEmpty(
                                "the titles of cases",
                                () -> cases.some(ROWS, ids).items())
                        .orElse(List.of())
                        .stream()
                        .collect(Collectors.toMap(CaseSummary::caseId, each -> in(each.title())));
    }

    private List<Member> members(String companyId) {
        return Reached.orEmpty("the people of a client", () -> cases.members(companyId))
                .orElse(List.of());
    }

    private String in(@Nullable Text text) {
        return text == null ? "" : text.in(pages.language());
    }

    /** When a day begins where the reader is. */
    private String morning(LocalDate day) {
        return day.atStartOfDay(pages.zone()).toInstant().toString();
    }

    private static @Nullable LocalDate day(Form form, String field) {
        String text = form.value(field);
        try {
            LocalDate day = text.isEmpty() ? null : LocalDate.parse(text);
            if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
                throw new DateTimeException("no day of ours");
            }
            return day;
        } catch (DateTimeException noDay) {
            form.fault(field, "no-date");
            return null;
        }
    }

    private static @Nullable String given(Form form, String field) {
        return form.value(field).isEmpty() ? null : form.value(field);
    }

    private static void fill(Form form, String field, @Nullable String text) {
        if (text != null) {
            form.preset(field, text.strip());
        }
    }
}
