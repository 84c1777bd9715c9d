package jp.enishi.web.talent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Notification;
import jp.enishi.web.service.NotificationsService;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What Enishi told its reader. New messages appear by themselves where scripts run. */
@Path("/talent")
@Authenticated
@RunOnVirtualThread
public class InboxPages {
    private static final int ROWS = 20;

    private final NotificationsService notifications;
    private final Pages pages;

    InboxPages(@RestClient NotificationsService notifications, Pages pages) {
        this.notifications = notifications;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance inbox(Slice<Notification> inbox, boolean later, boolean talent);

        static native TemplateInstance inbox$rows(Slice<Notification> inbox, boolean talent);
    }

    @GET
    @Path("/inbox")
    public Response inbox(@QueryParam("cursor") @Nullable String cursor) {
        return pages.ok(Templates.inbox(
                notifications.inbox(ROWS, cursor), cursor != null, pages.page().is("talent")));
    }

    /** The newest messages alone, which the script puts into the open page. */
    @GET
    @Path("/inbox/newest")
    public Response newest() {
        return pages.ok(Templates.inbox$rows(
                notifications.inbox(ROWS, null), pages.page().is("talent")));
    }

    @POST
    @Path("/inbox/{id}/reading")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response read(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        var form = Form.posted(Shape.of().build(), fields);
        notifications.read(id, form.key());
        String page = fields.getFirst("page");
        if (page != null && Notification.isPage(page)) {
            return Pages.seeOther(page);
        }
        String caseId = fields.getFirst("case");
        return Pages.seeOther(
                caseId != null && caseId.matches("[0-9a-f-]{36}") ? "/listings/" + caseId : "/talent/inbox");
    }

    /** The address of a form alone, as after signing in again, leads to its page. */
    @GET
    @Path("/inbox/{id}/reading")
    public Response reading() {
        return Pages.seeOther("/talent/inbox");
    }

    /** Where earlier mails lead. */
    @GET
    @Path("/preferences")
    public Response preferences() {
        return Pages.seeOther("/settings/notifications");
    }
}
