package jp.enishi.web.talent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Submission;
import jp.enishi.web.open.TermsOfUse;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.NotRegistered;
import jp.enishi.web.service.TalentsService;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Registration of a talent after signing in. Who is registered goes on to the résumé. */
@Path("/talent")
@RolesAllowed("talent")
@RunOnVirtualThread
public class RegistrationPage {
    private final TalentsService talents;
    private final TermsOfUse terms;
    private final Pages pages;
    private final Submission submission;
    private final JsonWebToken token;

    RegistrationPage(
            @RestClient TalentsService talents,
            TermsOfUse terms,
            Pages pages,
            Submission submission,
            JsonWebToken token) {
        this.talents = talents;
        this.terms = terms;
        this.pages = pages;
        this.submission = submission;
        this.token = token;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance registration(Form form);
    }

    @GET
    @Path("/registration")
    public Response form() {
        if (registered()) {
            return Pages.seeOther("/talent/resume");
        }
        return pages.ok(page(Form.empty(TalentForms.REGISTRATION)
                .preset("/profile/email", claim("email"))
                .preset("/profile/familyName", claim("family_name"))
                .preset("/profile/givenName", claim("given_name"))
                .preset("/profile/language", pages.language().tag())));
    }

    @POST
    @Path("/registration")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response register(MultivaluedMap<String, String> fields) {
        return submission.create(TalentForms.REGISTRATION, fields, this::page, (form, document) -> {
            document.put("terms", terms.agreedIn(form));
            talents.register(form.key(), document);
            return Pages.seeOther("/talent/resume?saved=registration");
        });
    }

    private TemplateInstance page(Form form) {
        return Templates.registration(terms.shownIn(form));
    }

    private boolean registered() {
        try {
            talents.mine();
            return true;
        } catch (NotRegistered yet) {
            return false;
        }
    }

    private String claim(String name) {
        return Objects.toString(token.getClaim(name), "");
    }
}
