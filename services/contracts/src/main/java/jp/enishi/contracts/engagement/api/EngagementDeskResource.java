package jp.enishi.contracts.engagement.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.engagement.api.EngagementDesk.Place;
import jp.enishi.contracts.engagement.api.EngagementDue.Kind;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What is due in engagements: for coordinators within a week in all of them, check-ins, tickets, amendments and last days for a
 * notice; for a party what its own side is to say or sign.
 */
@Path("/api/v1/engagements/due")
public class EngagementDeskResource {
    private static final int KEYS = 4;

    private final EngagementDesk desk;
    private final Caller caller;

    EngagementDeskResource(EngagementDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @GET
    @Action("engagement.due")
    public Uni<Page<EngagementDue>> due(@BeanParam PageRequest page) {
        caller.require("engagement.due", Resource.none("engagement"));
        return desk.due(Scope.of(caller.subject()), place(page.cursor(KEYS)), page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        due -> Cursor.of(
                                due.on().toString(),
                                due.engagementId().toString(),
                                due.kind().name(),
                                Objects.requireNonNullElse(due.number(), 0).toString())));
    }

    private static @Nullable Place place(@Nullable Cursor cursor) {
        try {
            return cursor == null
                    ? null
                    : new Place(
                            LocalDate.parse(cursor.key(0)),
                            cursor.uuid(1),
                            Kind.valueOf(cursor.key(2)),
                            Math.toIntExact(cursor.number(3)));
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException invented) {
            throw ValidationFailure.at("/cursor", "cursor-invalid");
        }
    }
}
