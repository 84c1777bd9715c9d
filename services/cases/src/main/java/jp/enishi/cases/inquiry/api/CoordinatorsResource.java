package jp.enishi.cases.inquiry.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import jp.enishi.cases.company.Organizations;
import jp.enishi.cases.company.Organizations.Colleague;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The coordinators by their names: to whom an inquiry can be handed, and who wrote what about it. */
@Path("/api/v1/coordinators")
@Tag(name = "inquiries")
public class CoordinatorsResource {
    private final Organizations organizations;
    private final Caller caller;

    CoordinatorsResource(Organizations organizations, Caller caller) {
        this.organizations = organizations;
        this.caller = caller;
    }

    @GET
    @Action("inquiry.assignees")
    @Operation(summary = "The coordinators")
    public Uni<List<Colleague>> coordinators() {
        caller.require("inquiry.assignees", Resource.none("inquiry"));
        return organizations.coordinators();
    }
}
