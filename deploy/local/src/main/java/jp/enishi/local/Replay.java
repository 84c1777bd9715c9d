package jp.enishi.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events that a service could not apply wait there ("parked") until somebody has repaired the cause. Lists them, and
 * applies them again in order. An aggregate's events belong together: when one fails again, those behind it keep waiting.
 */
final class Replay {

    /** What of an aggregate waits for one consumer, in the order in which it will be applied. */
    private record Waiting(String consumer, String aggregate, List<JsonNode> events) {
        String key() {
            return consumer + " " + aggregate;
        }
    }

    private final Management management;
    private final PrintStream out;

    Replay(Function<Service, String> managementUrl, PrintStream out) {
        this.management = new Management(managementUrl);
        this.out = out;
    }

    /** Lists what waits in every service. @throws Failure when a service does not answer */
    void list() {
        boolean any = false;
        for (Service service : Service.ALL) {
            List<Waiting> all = waiting(service);
            if (all.isEmpty()) {
                continue;
            }
            any = true;
            out.println(service.name());
            for (Waiting one : all) {
                JsonNode first = one.events().getFirst();
                out.println("  consumer " + one.consumer() + ", aggregate " + one.aggregate() + ": "
                        + events(one.events().size()) + versions(one) + ", the first since "
                        + first.path("parkedAt").asText());
                out.println("    " + first.path("code").asText() + ": "
                        + first.path("cause").asText());
            }
            out.println("  When the cause is repaired, apply them in order: ./enishi replay " + service.name());
        }
        if (!any) {
            out.println("Nothing is parked: no event waits for a repair.");
        }
    }

    /**
     * Applies what waits in the service, aggregate by aggregate, and tells the outcome of each.
     *
     * @param consumer only what waits for this consumer; null for all
     * @param aggregate only this aggregate's events; null for all
     * @return whether nothing of it waits any more
     * @throws Failure when nothing matches although a consumer or an aggregate was named, or the service does not answer
     */
    boolean run(Service service, @Nullable String consumer, @Nullable String aggregate) {
        boolean all = true;
        Set<String> tried = new HashSet<>();
        while (true) {
            // The service lists a limited number at once, so it is asked again until it tells nothing new.
            List<Waiting> next = waiting(service).stream()
                    .filter(one -> consumer == null || one.consumer().equals(consumer))
                    .filter(one -> aggregate == null || one.aggregate().equals(aggregate))
                    .filter(one -> tried.add(one.key()))
                    .toList();
            if (next.isEmpty()) {
                break;
            }
            for (Waiting one : next) {
                all &= apply(service, one);
            }
        }
        if (tried.isEmpty()) {
            if (consumer != null || aggregate != null) {
                throw new Failure("Nothing like that is parked in " + service.name() + ". See ./enishi replay");
            }
            out.println("Nothing is parked in " + service.name() + ".");
        }
        return all;
    }

    private boolean apply(Service service, Waiting one) {
        JsonNode result = management.ask(
                service,
                "POST",
                "/q/enishi/parked/replay?consumer=" + encode(one.consumer()) + "&aggregate=" + encode(one.aggregate()));
        boolean done = !result.hasNonNull("stoppedBy");
        out.println("  consumer " + one.consumer() + ", aggregate " + one.aggregate() + ": "
                + events(result.path("applied").asInt()) + " applied"
                + (done
                        ? ""
                        : ", then stopped by " + result.path("stoppedBy").asText() + ": "
                                + result.path("cause").asText()));
        return done;
    }

    private List<Waiting> waiting(Service service) {
        Map<String, Waiting> groups = new LinkedHashMap<>();
        for (JsonNode item : management.ask(service, "GET", "/q/enishi/parked").path("items")) {
            Waiting one = new Waiting(
                    item.path("consumer").asText(), item.path("aggregate").asText(), new ArrayList<>());
            groups.computeIfAbsent(one.key(), key -> one).events().add(item);
        }
        return List.copyOf(groups.values());
    }

    private static String versions(Waiting one) {
        String first = one.events().getFirst().path("version").asText();
        String last = one.events().getLast().path("version").asText();
        if (first.equals("null") || last.equals("null")) {
            return "";
        }
        return first.equals(last) ? ", version " + first : ", versions " + first + " to " + last;
    }

    private static String events(int count) {
        return count == 1 ? "1 event" : count + " events";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
