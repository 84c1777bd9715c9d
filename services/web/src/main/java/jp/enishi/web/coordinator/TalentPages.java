package jp.enishi.web.coordinator;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.service.Sheet;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.TalentSummary;
import jp.enishi.web.service.TalentsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The talents, for coordinators: the list, and each one's anonymised sheet. */
@Path("/coordinator/talents")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class TalentPages {
    private static final int ROWS = 50;

    private final TalentsService talents;
    private final Pages pages;

    TalentPages(@RestClient TalentsService talents, Pages pages) {
        this.talents = talents;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance talents(
                Slice<TalentSummary> talents, TalentPages.Wanted wanted, boolean unknown, boolean later);

        static native TemplateInstance sheet(Sheet sheet, String id);
    }

    @GET
    public Response talents(
            @QueryParam("q") @Nullable String words,
            @QueryParam("role") @Nullable String role,
            @QueryParam("skill") @Nullable String skill,
            @QueryParam("cursor") @Nullable String cursor) {
        var wanted = new Wanted(text(words), text(role), text(skill));
        String skillId = wanted.skill().isEmpty() ? null : Vocabulary.skillOf(wanted.skill());
        boolean unknown = !wanted.skill().isEmpty() && skillId == null;
        var found = unknown
                ? new Slice<TalentSummary>(List.of(), null)
                : talents.talents(ROWS, cursor, orNull(wanted.words()), orNull(wanted.role()), skillId);
        return pages.ok(Templates.talents(found, wanted, unknown, cursor != null));
    }

    /** What the list is narrowed to; a skill as it was typed. */
    public record Wanted(String words, String role, String skill) {
        public boolean any() {
            return !(words + role + skill).isEmpty();
        }

        /** The list's address with all that, up to the cursor. */
        public String address() {
            return "/coordinator/talents?" + part("q", words) + part("role", role) + part("skill", skill);
        }

        private static String part(String name, String value) {
            return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&";
        }
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    @GET
    @Path("/{id}")
    public Response sheet(@PathParam("id") String id) {
        return pages.ok(Templates.sheet(talents.sheet(id), id));
    }
}
