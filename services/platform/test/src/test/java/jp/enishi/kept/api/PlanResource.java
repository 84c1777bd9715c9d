package jp.enishi.kept.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Idempotency;
import org.jboss.resteasy.reactive.server.Cancellable;

public class PlanResource {
    Idempotency idempotency;

    @GET
    @Action("plan.read")
    public Uni<String> read() {
        return Uni.createFrom().item("");
    }

    @POST
    @Action("plan.create")
    @Cancellable(false)
    public Uni<String> create() {
        return createOnce();
    }

    private Uni<String> createOnce() {
        return idempotency.once(201, () -> Uni.createFrom().item(""));
    }
}
