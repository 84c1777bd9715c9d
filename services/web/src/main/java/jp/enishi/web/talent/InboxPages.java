package jp.enishi.web.talent;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What Enishi told its reader. New messages appear by themselves where scripts run. */
@Path("/talent")
@Authenticated
@RunOnVirtualThread
public class InboxPages {
    private static final int ROWS = 20;
    private static final String ID = "[0-9a-f-]{36}";

    private final NotificationsService notifications;
    private final Together together;
    private final Pages pages;
    private final ObjectMapper json;

    InboxPages(@RestClient NotificationsService notifications, Together together, Pages pages, ObjectMapper json) {
        this.notifications = notifications;
        this.together = together;
        this.json = json;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance inbox(Slice<Notification> inbox, long unread, boolean later, boolean talent);

        static native TemplateInstance inbox$rows(
                Slice<Notification> inbox, long unread, boolean later, boolean talent);
    }

    @GET
    @Path("/inbox")
    public Response inbox(@QueryParam("cursor") @Nullable String cursor) {
        var unread = together.ask(() -> notifications.unread().count());
        var found = notifications.inbox(ROWS, cursor);
        return pages.ok(Templates.inbox(
                found, unread.get(), cursor != null, pages.page().is("talent")));
    }

    /** The newest messages alone, which the script puts into the open page. */
    @GET
    @Path("/inbox/newest")
    public Response newest() {
        var unread = together.ask(() -> notifications.unread().count());
        var found = notifications.inbox(ROWS, null);
        return pages.ok(
                Templates.inbox$rows(found, unread.get(), false, pages.page().is("talent")));
    }

    /** Everything up to the newest message that was shown is read. */
    @POST
    @Path("/inbox/reading")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response readAll(MultivaluedMap<String, String> fields) {
        var form = Form.posted(Shape.of().build(), fields);
        String newest = fields.getFirst("newest");
        if (newest != null && newest.matches(ID)) {
            notifications.readAll(form.key(), json.createObjectNode().put("newest", newest));
        }
        return Pages.seeOther("/talent/inbox");
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
        return Pages.seeOther(caseId != null && caseId.matches(ID) ? "/listings/" + caseId : "/talent/inbox");
    }

    /** The address of a form alone, as after signing in again, leads to its page. */
    @GET
    @Path("/inbox/{id}/reading")
    public Response reading() {
        return Pages.seeOther("/talent/inbox");
    }

    @GET
    @Path("/inbox/reading")
    public Response readingAll() {
        return reading();
    }

    /** Where earlier mails lead. */
    @GET
    @Path("/preferences")
    public Response preferences() {
        return Pages.seeOther("/settings/notifications");
    }
}
