package jp.enishi.cases.rates;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import jp.enishi.platform.messaging.ReceivedEvent;

/** What each person wishes for now, as talents publishes it; inside the transaction of the event. */
@ApplicationScoped
public class WishedRates {
    private static final int MOST_IN_PART = 60;
    private static final int MOST_CODES = 100;

    /** Takes over a person's newest wishes. Who left, or wishes nothing that could be counted, isn't counted any more. */
    public Uni<Void> keep(ReceivedEvent event) {
        JsonNode data = event.data();
        JsonNode wish = data.path("wishes").path("rate").path("wish");
        int utilisation =
                data.path("availability").path("utilisation").path("maximum").asInt();
        boolean counted = data.path("status").asText().equals("ACTIVE")
                && wish.path("currency").asText().equals("JPY")
                && wish.path("amount").asLong() > 0
                && utilisation > 0;
        return counted
                ? put(
                        event,
                        wish.path("amount").asLong(),
                        utilisation <= MOST_IN_PART ? Utilisation.PART : Utilisation.FULL)
                : remove(event.aggregateId());
    }

    private static Uni<Void> put(ReceivedEvent event, long wish, Utilisation utilisation) {
        JsonNode wishes = event.data().path("wishes");
        Set<String> roles = new TreeSet<>();
        wishes.path("roles").forEach(role -> roles.add(role.asText()));
        if (roles.isEmpty()) {
            roles.addAll(event.data().path("sheet").path("roles").findValuesAsText("role"));
        }
        Set<String> workplaces = new TreeSet<>();
        wishes.path("workplaces").forEach(workplace -> workplaces.add(workplace.asText()));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into talent_rate (talent_id, version, wish, utilisation, roles, workplaces)
                                values (:talent, :version, :wish, :utilisation, string_to_array(:roles, ' '), string_to_array(:workplaces, ' '))
                                on conflict (talent_id) do update set version = excluded.version, wish = excluded.wish,
                                    utilisation = excluded.utilisation, roles = excluded.roles, workplaces = excluded.workplaces""")
                        .setParameter("talent", event.aggregateId())
                        .setParameter("version", event.version())
                        .setParameter("wish", wish)
                        .setParameter("utilisation", utilisation.name())
                        .setParameter("roles", joined(roles))
                        .setParameter("workplaces", joined(workplaces))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Codes hold no blanks. */
    private static String joined(Set<String> codes) {
        return String.join(" ", codes.stream().limit(MOST_CODES).toList());
    }

    private static Uni<Void> remove(UUID talentId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from talent_rate where talent_id = :talent")
                        .setParameter("talent", talentId)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
