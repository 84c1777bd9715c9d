package jp.enishi.notifications.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import jp.enishi.notifications.NotificationsConfig;
import jp.enishi.notifications.Readers;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.Forbidden;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.operations.Leaving;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The caller's own inbox: as pages, as a stream, and marking as read. */
@Path("/api/v1/notifications")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class NotificationResource {
    private static final Duration LONGEST_STREAM = Duration.ofHours(1);
    /** Ends a stream, and isn't sent. */
    private static final String LAST = "last";

    private final Caller caller;
    private final Inbox inbox;
    private final MarkRead markRead;
    private final Arrivals arrivals;
    private final Idempotency idempotency;
    private final NotificationsConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final CurrentIdentityAssociation identities;
    private final Leaving leaving;

    @Inject
    NotificationResource(
            Caller caller,
            Inbox inbox,
            MarkRead markRead,
            Arrivals arrivals,
            Idempotency idempotency,
            NotificationsConfig config,
            ObjectMapper json,
            Clock clock,
            CurrentIdentityAssociation identities,
            Leaving leaving) {
        this.caller = caller;
        this.inbox = inbox;
        this.markRead = markRead;
        this.arrivals = arrivals;
        this.idempotency = idempotency;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.identities = identities;
        this.leaving = leaving;
    }

    /** The newest first. */
    @GET
    @Action("notification.list")
    public Uni<Page<NotificationView>> list(@BeanParam PageRequest page) {
        caller.require("notification.list", Resource.own("notification"));
        Cursor cursor = page.cursor(1);
        long before = cursor == null ? Long.MAX_VALUE : cursor.number(0);
        int limit = page.limit();
        return inbox.before(Readers.user(caller), before, limit + 1)
                .map(rows -> Page.of(rows, limit, last -> Cursor.of(Long.toString(last.position()))));
    }

    @GET
    @Path("/unread")
    @Action("notification.list")
    public Uni<Unread> unread() {
        caller.require("notification.list", Resource.own("notification"));
        return inbox.unread(Readers.user(caller)).map(Unread::new);
    }

    /** Marks all as read that came up to the named one. */
    @POST
    @Path("/reading")
    @Action("notification.read-mark")
    @Cancellable(false)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Marked.class)))
    public Uni<Response> readAll(@Nullable ReadingAll reading) {
        if (reading == null || reading.newest() == null) {
            throw ValidationFailure.at("/newest", "required");
        }
        UUID newest = reading.newest();
        return idempotency.once(200, () -> markRead.markUpTo(newest));
    }

    /** Marks as read; again is no change. */
    @POST
    @Path("/{id}/reading")
    @Action("notification.read-mark")
    @Cancellable(false)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NotificationView.class)))
    public Uni<Response> read(@PathParam("id") String id) {
        UUID notification = Ids.parse(id).orElseThrow(NotFound::new);
        return idempotency.once(200, () -> markRead.mark(notification));
    }

    /**
     * New notifications as they come; resumes after {@code Last-Event-ID}. Ends when the token does: the reader comes
     * back with a fresh one. It ends too when this replica is about to: the reader comes back to another one.
     */
    @GET
    @Path("/stream")
    @Action("notification.stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = NotificationView.class)))
    public Multi<OutboundSseEvent> stream(
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId, @Context Sse sse) {
        caller.require("notification.stream", Resource.own("notification"));
        UUID user = Readers.user(caller);
        return Uni.combine()
                .all()
                .unis(start(user, lastEventId), identities.getDeferredIdentity().map(this::left))
                .asTuple()
                .onItem()
                .transformToMulti(start -> Multi.createBy()
                        .merging()
                        .streams(
                                signsOfLife(sse),
                                events(user, new AtomicLong(start.getItem1()), sse),
                                leaving.begun().map(begun -> sse.newEvent(LAST)).toMulti())
                        .select()
                        .first(event -> !LAST.equals(event.getData()))
                        .select()
                        .first(start.getItem2()));
    }

    /** How long the caller's token still holds. */
    private Duration left(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new Forbidden("a stream needs a token");
        }
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(token.getExpirationTime()));
        Duration shorter = left.compareTo(LONGEST_STREAM) < 0 ? left : LONGEST_STREAM;
        return shorter.isPositive() ? shorter : Duration.ofMillis(1);
    }

    private Uni<Long> start(UUID user, @Nullable String lastEventId) {
        if (lastEventId == null || !lastEventId.matches("\\d{1,18}")) {
            return inbox.lastPosition(user);
        }
        return Uni.createFrom().item(Long.parseLong(lastEventId));
    }

    private Multi<OutboundSseEvent> signsOfLife(Sse sse) {
        return Multi.createFrom()
                .ticks()
                .every(config.keepAlive())
                .onOverflow()
                .drop()
                .map(ignored -> sse.newEventBuilder().comment(" keep-alive").build());
    }

    private Multi<OutboundSseEvent> events(UUID user, AtomicLong last, Sse sse) {
        return arrivals.of(user)
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToUniAndConcatenate(position -> position > last.get()
                        ? inbox.after(user, last.get())
                        : Uni.createFrom().item(List.<NotificationView>of()))
                .onItem()
                .<NotificationView>disjoint()
                .invoke(view -> last.set(view.position()))
                .map(view -> sse.newEventBuilder()
                        .name("notification")
                        .id(Long.toString(view.position()))
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(String.class, write(view))
                        .build());
    }

    private String write(NotificationView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a notification that is no JSON", ours);
        }
    }
}
