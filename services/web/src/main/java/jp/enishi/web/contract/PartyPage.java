package jp.enishi.web.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Language;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.AgreementsService;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Party;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.TalentsService;
import jp.enishi.web.service.Text;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What an order must name of a party: the client's company, or the talent. */
@Path("/party")
@RolesAllowed({"client", "talent"})
@RunOnVirtualThread
public class PartyPage {
    private static final List<String> KINDS = List.of("CORPORATION", "INDIVIDUAL");
    private static final Shape PARTY = Shape.of()
            .with(Kind.TEXT, "/legalName", "/address", "/kind", "/contact", "/invoiceNumber")
            .with(Kind.INTEGER, "/officers", "/regularEmployees")
            .with(Kind.AMOUNT, "/capital")
            .with(Kind.BOOLEAN, "/hasEmployees")
            .with(Kind.TEXT, "/declaredOn")
            .chosen("/kind")
            .build();

    private final AgreementsService agreements;
    private final CasesService cases;
    private final TalentsService talents;
    private final Submission submission;
    private final Pages pages;
    private final Now now;
    private final ObjectMapper json;

    PartyPage(
            @RestClient AgreementsService agreements,
            @RestClient CasesService cases,
            @RestClient TalentsService talents,
            Submission submission,
            Pages pages,
            Now now,
            ObjectMapper json) {
        this.agreements = agreements;
        this.cases = cases;
        this.talents = talents;
        this.submission = submission;
        this.pages = pages;
        this.now = now;
        this.json = json;
    }

    @CheckedTemplate(basePath = "contract")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance party(Form form, List<String> kinds, List<String> warnings, boolean saved);
    }

    @GET
    public Response party(@QueryParam("saved") @Nullable String saved) {
        var known = known();
        return pages.ok(
                Templates.party(form(known), KINDS, known == null ? List.of() : known.warnings(), saved != null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response declare(MultivaluedMap<String, String> fields) {
        String done = "/party?saved=1";
        return submission.change(
                PARTY,
                fields,
                form -> Templates.party(form, KINDS, List.of(), false),
                (form, document) -> {
                    agreements.declare(form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> form(known()),
                document -> {
                    var known = known();
                    return known != null && Submission.covers(json.valueToTree(known.party()), document);
                },
                done);
    }

    private Form form(@Nullable Party known) {
        var form = Form.of(
                PARTY, known == null ? null : known.party(), known == null ? 0 : known.version(), pages.language());
        if (known == null) {
            form.preset("/declaredOn", now.today().toString());
            if (pages.page().is("talent")) {
                form.preset("/kind", "INDIVIDUAL");
                person(form);
            } else {
                form.preset("/kind", "CORPORATION");
                company(form);
            }
        }
        return form;
    }

    /** What the talent wrote in the profile. */
    private void person(Form form) {
        var profile = talents.mine().profile();
        if (profile == null) {
            return;
        }
        String name = Stream.of(profile.familyName(), profile.givenName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        preset(form, "/legalName", name);
        preset(form, "/contact", profile.email());
    }

    /** What the coordinators wrote of the client's company. */
    private void company(Form form) {
        var cased = cases.cases(1, null, null).items();
        String id = cased.isEmpty() ? null : cased.getFirst().companyId();
        if (id == null) {
            return;
        }
        var company = cases.company(id);
        preset(form, "/legalName", inJapanese(company.name()));
        preset(form, "/address", inJapanese(company.address()));
        preset(form, "/contact", company.contact());
    }

    private static void preset(Form form, String at, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            form.preset(at, text);
        }
    }

    /** Names and addresses of parties are those of the Japanese document. */
    private static @Nullable String inJapanese(@Nullable Text text) {
        return text == null ? null : text.in(Language.JA);
    }

    /** Who has not declared anything yet is nobody to the service. */
    private @Nullable Party known() {
        try {
            return agreements.party();
        } catch (ServiceProblem problem) {
            if (problem.status() == 404) {
                return null;
            }
            throw problem;
        }
    }
}
