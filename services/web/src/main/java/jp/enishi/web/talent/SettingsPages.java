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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Zones;
import jp.enishi.web.service.NotificationsService;
import jp.enishi.web.service.Preferences;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** How a reader of any role wants to be told: the language, and of what by mail. */
@Path("/settings/notifications")
@Authenticated
@RunOnVirtualThread
public class SettingsPages {
    private static final String DONE = "/settings/notifications?saved=1";

    private final NotificationsService notifications;
    private final Pages pages;
    private final Submission submission;
    private final ObjectMapper json;

    SettingsPages(
            @RestClient NotificationsService notifications, Pages pages, Submission submission, ObjectMapper json) {
        this.notifications = notifications;
        this.pages = pages;
        this.submission = submission;
        this.json = json;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance preferences(
                Form form,
                List<String> kinds,
                List<String> others,
                boolean saved,
                List<String> common,
                List<String> zones,
                String chosen);
    }

    @GET
    public Response preferences(@QueryParam("saved") @Nullable String saved) {
        return pages.ok(page(form(notifications.preferences()), saved != null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response prefer(MultivaluedMap<String, String> fields) {
        return submission.change(
                TalentForms.PREFERENCES,
                fields,
                form -> page(form, false),
                (form, document) -> {
                    notifications.prefer(form.etag(), document);
                    return Pages.seeOther(DONE);
                },
                () -> form(notifications.preferences()),
                document -> Submission.covers(json.valueToTree(notifications.preferences()), document),
                DONE);
    }

    private TemplateInstance page(Form form, boolean saved) {
        var kinds = NoticeKinds.of(pages.page().roles());
        var others =
                NoticeKinds.all().stream().filter(kind -> !kinds.contains(kind)).toList();
        return Templates.preferences(form, kinds, others, saved, Zones.common(), Zones.others(), pages.chosenZone());
    }

    private Form form(Preferences preferences) {
        return Form.of(TalentForms.PREFERENCES, json.valueToTree(preferences), preferences.version(), pages.language());
    }
}
