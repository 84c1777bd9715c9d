package jp.enishi.planted.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jp.enishi.platform.http.Action;
import org.jboss.resteasy.reactive.server.Cancellable;

public class PlanResource {
    @GET
    public Uni<String> open() {
        return Uni.createFrom().item("");
    }

    @POST
    @Action("plan.create")
    @Cancellable(false)
    public Uni<String> create() {
        return Uni.createFrom().item("");
    }

    @PUT
    @Action("plan.revise")
    public Uni<String> revise() {
        return Uni.createFrom().item("");
    }

    @PUT
    @Action("plan.move")
    @Cancellable
    public Uni<String> move() {
        return Uni.createFrom().item("");
    }
}
