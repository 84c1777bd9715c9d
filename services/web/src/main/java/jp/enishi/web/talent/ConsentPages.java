package jp.enishi.web.talent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.Acts;
import jp.enishi.web.open.TermsOfUse;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.AgreedTerms;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Consent;
import jp.enishi.web.service.Disclosure;
import jp.enishi.web.service.DisclosuresService;
import jp.enishi.web.service.Listing;
import jp.enishi.web.service.OwnCandidacy;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Readership;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.TalentsService;
import jp.enishi.web.service.Text;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Which clients may know a talent's name, and who saw what of the résumé when. */
@Path("/talent/consents")
@RolesAllowed("talent")
@RunOnVirtualThread
public class ConsentPages {
    private static final int MOST = 100;
    private static final int ROWS = 50;
    private static final int CLIENTS = 20;
    private static final Predicate<String> ID = Pattern.compile("[0-9a-f-]{36}").asMatchPredicate();
    private static final Set<String> OVER = Set.of("NOT_SELECTED", "CASE_CLOSED", "WITHDRAWN");

    private final TalentsService talents;
    private final TermsOfUse terms;
    private final DisclosuresService disclosures;
    private final PipelineService pipeline;
    private final CasesService cases;
    private final ActPage acts;
    private final Together together;
    private final Pages pages;

    ConsentPages(
            @RestClient TalentsService talents,
            TermsOfUse terms,
            @RestClient DisclosuresService disclosures,
            @RestClient PipelineService pipeline,
            @RestClient CasesService cases,
            ActPage acts,
            Together together,
            Pages pages) {
        this.talents = talents;
        this.terms = terms;
        this.disclosures = disclosures;
        this.pipeline = pipeline;
        this.cases = cases;
        this.acts = acts;
        this.together = together;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance consents(
                List<OwnCandidacy> asked,
                List<Consent> given,
                Slice<Readership> seen,
                Slice<Disclosure> lines,
                String organization,
                Map<String, String> titles,
                Map<String, String> companies,
                List<AgreedTerms> agreed,
                boolean current,
                String saved,
                boolean later);
    }

    @GET
    public Response consents(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("organization") @Nullable String organization,
            @QueryParam("saved") @Nullable String saved) {
        var candidacies = together.ask(() -> pipeline.mine(MOST, null).items());
        String talent = talents.mine().talentId();
        String chosen = organization != null && ID.test(organization) ? organization : "";
        boolean one = !chosen.isEmpty();
        var agreements =
                together.ask(() -> talents.agreedTerms(talent, MOST, null).items());
        var readers = together.ask(
                () -> one ? new Slice<Readership>(List.of(), null) : disclosures.readerships(talent, CLIENTS, cursor));
        var ledger = together.ask(() ->
                one ? disclosures.disclosures(talent, ROWS, cursor, chosen) : new Slice<Disclosure>(List.of(), null));
        var consents = disclosures.consents(talent, MOST, null).items();
        var own = candidacies.get();
        var titles = new HashMap<String, String>();
        own.forEach(each -> titles.put(each.caseId(), title(each)));
        var companies = new HashMap<String, String>();
        own.forEach(each -> {
            if (each.organizationId() != null && each.companyName() != null) {
                companies.put(each.organizationId(), each.companyName().in(pages.language()));
            }
        });
        consents.stream()
                .filter(each -> each.organizationName() != null)
                .forEach(each -> companies.put(each.organizationId(), each.organizationName()));
        var asked = own.stream()
                .filter(each -> each.organizationId() != null && !OVER.contains(each.status()))
                .filter(each -> consents.stream()
                        .noneMatch(
                                consent -> consent.given() && consent.caseId().equals(each.caseId())))
                .toList();
        var seen = readers.get();
        var lines = ledger.get();
        Stream.concat(seen.items().stream().flatMap(each -> each.newest().stream()), lines.items().stream())
                .forEach(each -> nameByListing(each, titles, companies));
        return pages.ok(Templates.consents(
                asked,
                consents,
                seen,
                lines,
                chosen,
                titles,
                companies,
                agreements.get(),
                terms.agreedBy(agreements.get()),
                Objects.requireNonNullElse(saved, ""),
                cursor != null));
    }

    /** Asks once more before a name is made known. */
    @GET
    @Path("/giving/{candidacy}")
    public Response ask(@PathParam("candidacy") String candidacy) {
        return acts.ask(Acts.CONSENT, giving(candidacy));
    }

    @POST
    @Path("/giving/{candidacy}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response give(@PathParam("candidacy") String candidacy, MultivaluedMap<String, String> fields) {
        return acts.send(
                Acts.CONSENT,
                fields,
                () -> giving(candidacy),
                (form, said) -> disclosures.consent(talents.mine().talentId(), form.key(), said),
                "/talent/consents?saved=consent");
    }

    @GET
    @Path("/{id}/withdrawal")
    public Response askBack(@PathParam("id") String id) {
        return acts.ask(Acts.REVOCATION, revoking(id));
    }

    @POST
    @Path("/{id}/withdrawal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return acts.send(
                Acts.REVOCATION,
                fields,
                () -> revoking(id),
                (form, said) -> disclosures.revoke(talents.mine().talentId(), id, form.key(), form.etag()),
                "/talent/consents?saved=revocation");
    }

    private ActPage.Subject giving(String candidacyId) {
        var own = pipeline.mine(candidacyId);
        String company = own.companyName() == null
                ? company(own.caseId())
                : own.companyName().in(pages.language());
        String about = company.isEmpty() ? title(own) : Messages.text(pages.language(), "joined", company, title(own));
        var given = new HashMap<>(
                Map.of("organizationId", Objects.requireNonNullElse(own.organizationId(), ""), "caseId", own.caseId()));
        given.put("organizationName", company);
        return new ActPage.Subject("/talent/consents", 0, about, null, given);
    }

    private ActPage.Subject revoking(String consentId) {
        return disclosures.consents(talents.mine().talentId(), MOST, null).items().stream()
                .filter(consent -> consent.consentId().equals(consentId))
                .findFirst()
                .map(consent -> new ActPage.Subject(
                        "/talent/consents",
                        consent.version(),
                        Objects.requireNonNullElse(consent.organizationName(), "")))
                .orElseThrow(() -> new ServiceProblem(404, "not-found", List.of(), Map.of(), null));
    }

    /** Who looks through those that fit has no candidacy with them yet: what the listing says to everybody is told. */
    private void nameByListing(Disclosure seen, Map<String, String> titles, Map<String, String> companies) {
        if (titles.containsKey(seen.caseId())) {
            return;
        }
        Listing listing = listing(seen.caseId());
        titles.put(
                seen.caseId(),
                listing == null || listing.title() == null
                        ? ""
                        : listing.title().in(pages.language()));
        if (listing != null && listing.recruiterName() != null && seen.organizationId() != null) {
            companies.putIfAbsent(seen.organizationId(), listing.recruiterName().in(pages.language()));
        }
    }

    /** The client by the name in the listing, where the case has one that is open. */
    private String company(String caseId) {
        Listing listing = listing(caseId);
        Text name = listing == null ? null : listing.recruiterName();
        return name == null ? "" : name.in(pages.language());
    }

    private @Nullable Listing listing(String caseId) {
        try {
            return cases.listing(caseId);
        } catch (ServiceProblem problem) {
            if (problem.status() == 404 || problem.status() == 410) {
                return null;
            }
            throw problem;
        }
    }

    private String title(OwnCandidacy own) {
        Text title = own.caseTitle();
        return title == null ? "" : title.in(pages.language());
    }
}
