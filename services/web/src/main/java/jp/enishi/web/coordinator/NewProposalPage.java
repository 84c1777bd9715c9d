package jp.enishi.web.coordinator;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.PipelineService;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** A coordinator writes a proposal for a case. */
@Path("/coordinator/cases/{case}/proposals/new")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class NewProposalPage {
    private final PipelineService pipeline;
    private final Drafting drafting;
    private final Submission submission;
    private final Pages pages;

    NewProposalPage(@RestClient PipelineService pipeline, Drafting drafting, Submission submission, Pages pages) {
        this.pipeline = pipeline;
        this.drafting = drafting;
        this.submission = submission;
        this.pages = pages;
    }

    @GET
    public Response blank(@PathParam("case") String caseId) {
        return pages.ok(page(caseId, Form.empty(Drafting.DRAFT).preset("/teams/0/label", "STRONGEST")));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response write(@PathParam("case") String caseId, MultivaluedMap<String, String> fields) {
        return submission.create(
                Drafting.DRAFT, Drafting.taken(fields), form -> page(caseId, form), (form, document) -> {
                    var written = pipeline.propose(caseId, form.key(), document);
                    return Pages.seeOther("/coordinator/proposals/" + written.proposalId() + "?saved=proposal");
                });
    }

    private TemplateInstance page(String caseId, Form form) {
        String about = "/coordinator/cases/" + caseId;
        return drafting.page(caseId, form, about + "/proposals/new", about + "/pipeline");
    }
}
