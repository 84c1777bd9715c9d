package jp.enishi.notifications.preferences;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The caller's own preferences. */
@Path("/api/v1/notifications/preferences")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@NonBlocking
public class PreferencesResource {
    private final ChoosePreferences preferences;

    @Inject
    PreferencesResource(ChoosePreferences preferences) {
        this.preferences = preferences;
    }

    @GET
    @Action("notification.preferences")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PreferencesView.class)))
    public Uni<Response> show() {
        return preferences.show().map(PreferencesResource::answer);
    }

    @PUT
    @Action("notification.preferences-revise")
    @Cancellable(false)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PreferencesView.class)))
    public Uni<Response> choose(@NotNull @Valid PreferencesView wanted, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return preferences.choose(wanted, expected).map(PreferencesResource::answer);
    }

    private static Response answer(Preferences chosen) {
        return Views.of(PreferencesView.of(chosen), chosen.version());
    }
}
