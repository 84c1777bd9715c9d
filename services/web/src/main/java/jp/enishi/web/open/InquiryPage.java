package jp.enishi.web.open;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.text.Normalizer;
import java.util.regex.Pattern;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.InquiriesService;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What a company asks first, without an account. */
@Path("/")
@PermitAll
@RunOnVirtualThread
public class InquiryPage {
    private static final Shape INQUIRY = Shape.of()
            .with(Kind.TEXT, "/company", "/person", "/email", "/phone", "/text", "/website", "/formIssued")
            .with(Kind.GIVEN, TermsOfUse.CARRIED)
            .with(Kind.CONFIRM, TermsOfUse.BOX)
            .must("/company", "/person", "/email", "/text")
            .build();

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9(][0-9() -]{7,18}[0-9]");

    private final InquiriesService inquiries;
    private final TermsOfUse terms;
    private final Pages pages;
    private final Submission submission;
    private final String contact;

    InquiryPage(
            @RestClient InquiriesService inquiries,
            TermsOfUse terms,
            Pages pages,
            Submission submission,
            @ConfigProperty(name = "enishi.contact") String contact) {
        this.inquiries = inquiries;
        this.terms = terms;
        this.pages = pages;
        this.submission = submission;
        this.contact = contact;
    }

    @CheckedTemplate(basePath = "open")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance inquiry(Form form, String issued);

        static native TemplateInstance thanks(String reference);

        static native TemplateInstance privacy(String contact);
    }

    @GET
    @Path("inquiry")
    public Response blank() {
        return pages.ok(page(Form.empty(INQUIRY)));
    }

    @POST
    @Path("inquiry")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ask(MultivaluedMap<String, String> fields) {
        var posted = Form.posted(INQUIRY, fields);
        posted.document();
        if (!posted.faults().isEmpty() && posted.value("/website").isEmpty()) {
            return refused(posted);
        }
        return submission.create(INQUIRY, fields, this::page, (form, document) -> {
            document.put("language", pages.language().tag());
            document.put("consent", true);
            document.put("terms", terms.agreedIn(form));
            document.put("website", form.value("/website"));
            var receipt = inquiries.ask(form.key(), document);
            return Pages.seeOther("/inquiry/thanks?reference=" + receipt.reference());
        });
    }

    /**
     * The form in another language, with all that was typed. It has an address of its own, from which nothing is ever sent on, so
     * that the gateway doesn't count it as an inquiry.
     */
    @POST
    @Path("inquiry/language")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response inAnotherLanguage(MultivaluedMap<String, String> fields) {
        return pages.ok(page(Form.posted(INQUIRY, fields)));
    }

    /** Whoever comes back to that address, after signing in or by a bookmark, finds the form at its own. */
    @GET
    @Path("inquiry/language")
    public Response back() {
        return Pages.seeOther(pages.page().in(pages.language(), "/inquiry"));
    }

    /**
     * Nothing is sent without consent or before all is there. What plainly is no address or number is told at once too; the
     * service, which knows better, has the last word on the rest.
     */
    private Response refused(Form posted) {
        String email = plain(posted.value("/email"));
        if (!email.isEmpty() && !ADDRESS.matcher(email).matches()) {
            posted.fault("/email", "email-invalid");
        }
        String phone = plain(posted.value("/phone"));
        if (!phone.isEmpty() && !NUMBER.matcher(phone).matches()) {
            posted.fault("/phone", "phone-invalid");
        }
        return pages.show(422, page(posted));
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
    }

    @GET
    @Path("inquiry/thanks")
    public Response thanks(@QueryParam("reference") @Nullable String reference) {
        return pages.ok(
                Templates.thanks(reference != null && reference.matches("[0-9A-Za-z-]{1,36}") ? reference : ""));
    }

    @GET
    @Path("privacy")
    public Response privacy() {
        return pages.ok(Templates.privacy(contact));
    }

    /** The form keeps the time at which it was handed out, unless that is what is wrong with it. */
    private TemplateInstance page(Form form) {
        String issued = form.value("/formIssued");
        return Templates.inquiry(
                terms.shownIn(form),
                issued.isEmpty() || form.faulty("/formIssued")
                        ? inquiries.form().formIssued()
                        : issued);
    }
}
