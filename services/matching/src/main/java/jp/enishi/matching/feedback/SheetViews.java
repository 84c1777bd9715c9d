package jp.enishi.matching.feedback;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.TalentState;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Refusal;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import jp.enishi.platform.security.Role;
import org.jboss.logging.Logger;

/**
 * Records whose sheets a client is shown among those that fit its case, before they are shown, and tells it, so that the
 * talent can see it: once a day (in Japan) for the same client, case and talent.
 */
@ApplicationScoped
public class SheetViews {
    private static final Logger LOG = Logger.getLogger(SheetViews.class);
    private static final String TYPE = "matching.sheet-viewed.v1";
    private static final String TOPIC = "matching.view";
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final int MOST_REMEMBERED = 50_000;

    private record Key(UUID organization, UUID caseId, UUID talent, LocalDate day) {}

    private record View(Key key, UUID viewId, UUID viewer, long talentVersion, Instant at) {}

    /** Body of {@code matching.sheet-viewed.v1}. */
    private record SheetViewed(
            UUID viewId,
            UUID caseId,
            UUID organizationId,
            UUID viewerId,
            UUID talentId,
            long talentVersion,
            Instant at) {
        static SheetViewed of(View view) {
            return new SheetViewed(
                    view.viewId(),
                    view.key().caseId(),
                    view.key().organization(),
                    view.viewer(),
                    view.key().talent(),
                    view.talentVersion(),
                    view.at());
        }
    }

    /** What is in the table for certain: it saves asking the database at each page. */
    private final Set<Key> recorded =
            Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>(1024, 0.75f, false) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            }));

    private final Caller caller;
    private final Outbox outbox;
    private final Clock clock;

    SheetViews(Caller caller, Outbox outbox, Clock clock) {
        this.caller = caller;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Before the answer leaves; without the record nothing is shown. On a thread that may wait. */
    public void shown(CaseState state, List<TalentState> talents) {
        UUID viewer = caller.subject().userId();
        if (viewer == null || !caller.subject().is(Role.CLIENT)) {
            return;
        }
        Instant now = clock.instant();
        UUID organization = UUID.fromString(state.organizationId());
        List<View> views = new ArrayList<>();
        for (TalentState talent : talents) {
            var key = new Key(organization, state.caseId(), talent.talentId(), LocalDate.ofInstant(now, JAPAN));
            if (!recorded.contains(key)) {
                views.add(new View(key, Ids.next(), viewer, talent.version(), now));
            }
        }
        if (views.isEmpty()) {
            return;
        }
        try {
            VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> record(views)));
        } catch (Throwable failure) {
            LOG.warn("Views could not be recorded, so nothing is shown", failure);
            throw new Refusal(503, "unavailable");
        }
        views.forEach(view -> recorded.add(view.key()));
    }

    /**
     * All those of a page, of one client, case and day, by two statements. Two who look at once wait for each other at the key, in the
     * order of the talents, so that they can't block each other.
     */
    private Uni<Void> record(List<View> views) {
        Map<UUID, View> byId = views.stream().collect(Collectors.toMap(View::viewId, view -> view));
        Key first = views.getFirst().key();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                    insert into sheet_view (organization_id, case_id, talent_id, day, view_id)
                    select :organization, :case, talent, :day, view
                    from unnest(cast(string_to_array(:talents, ',') as uuid[]), cast(string_to_array(:views, ',') as uuid[]))
                        as seen (talent, view)
                    order by talent on conflict do nothing returning view_id\
                    """, UUID.class)
                        .setParameter("organization", first.organization())
                        .setParameter("case", first.caseId())
                        .setParameter("day", first.day())
                        .setParameter(
                                "talents", joined(views, view -> view.key().talent()))
                        .setParameter("views", joined(views, View::viewId))
                        .getResultList())
                .chain(written -> outbox.append(written.stream()
                        .map(byId::get)
                        .map(view -> new OutgoingEvent(TYPE, TOPIC, view.viewId(), 1, SheetViewed.of(view)))
                        .toList()));
    }

    private static String joined(List<View> views, Function<View, UUID> id) {
        return views.stream().map(view -> id.apply(view).toString()).collect(Collectors.joining(","));
    }
}
