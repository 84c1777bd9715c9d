package jp.enishi.web.talent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.Acts;
import jp.enishi.web.form.Form;
import jp.enishi.web.open.TermsOfUse;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.TalentsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Where a talent agrees to the terms of use after their registration: there is a newer version, or nothing on record. */
@Path("/talent/terms")
@RolesAllowed("talent")
@RunOnVirtualThread
public class TermsPage {
    private final TalentsService talents;
    private final TermsOfUse terms;
    private final ActPage acts;
    private final Pages pages;

    TermsPage(@RestClient TalentsService talents, TermsOfUse terms, ActPage acts, Pages pages) {
        this.talents = talents;
        this.terms = terms;
        this.acts = acts;
        this.pages = pages;
    }

    @GET
    public Response ask() {
        talents.mine();
        return acts.ask(Acts.AGREEING, agreeing());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response agree(MultivaluedMap<String, String> fields) {
        return acts.send(
                Acts.AGREEING,
                fields,
                this::agreeing,
                (form, said) -> talents.agree(talents.mine().talentId(), form.key(), said.put("terms", shown(form))),
                "/talent/consents?saved=agreeing");
    }

    private ActPage.Subject agreeing() {
        var language = pages.language();
        return new ActPage.Subject(
                "/talent",
                0,
                Messages.text(language, "use_version", terms.version(), Formats.date(terms.since(), language)),
                null,
                Map.of("terms", Integer.toString(terms.version())));
    }

    /** A version that there never was is not what holds: whoever sent it sees what does. */
    private int shown(Form form) {
        return terms.known(form.value("/agreeing/terms"))
                .orElseThrow(() -> new ServiceProblem(412, "version-stale", List.of(), Map.of(), null));
    }
}
