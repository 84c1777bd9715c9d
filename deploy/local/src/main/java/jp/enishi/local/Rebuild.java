package jp.enishi.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has a running service make its read models, or matching its index, again from the topics. */
public final class Rebuild {

    /** The index of matching, where a consumer's name is asked for. */
    public static final String INDEX = "index";

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Management management;
    private final PrintStream out;

    public Rebuild(Function<Service, String> managementUrl, PrintStream out) {
        this.management = new Management(managementUrl);
        this.out = out;
    }

    /** The names of what the service can make again. */
    public List<String> names(Service service) {
        List<String> names = new ArrayList<>();
        management.ask(service, "GET", "/q/enishi/read-models").path("items").forEach(item -> names.add(item.asText()));
        if (!management.ask(service, "GET", "/q/enishi/index").isEmpty()) {
            names.add(INDEX);
        }
        return names;
    }

    /**
     * @param consumer null for everything
     * @throws Failure when there is nothing of that name, or the service does not answer
     */
    public void run(Service service, @Nullable String consumer) {
        List<String> names = names(service);
        if (consumer != null && !names.contains(consumer)) {
            throw new Failure(service.name() + " can't make \"" + consumer + "\" again. It has "
                    + (names.isEmpty() ? "no read model." : String.join(", ", names) + "."));
        }
        if (names.isEmpty()) {
            out.println(service.name() + " keeps no read model.");
        }
        for (String name : names) {
            if (consumer == null || consumer.equals(name)) {
                out.println("  " + name + ": " + (name.equals(INDEX) ? index(service) : rows(service, name)));
            }
        }
    }

    private String rows(Service service, String consumer) {
        JsonNode done = management.ask(
                service,
                "POST",
                "/q/enishi/read-models/rebuild?consumer=" + URLEncoder.encode(consumer, StandardCharsets.UTF_8));
        int incomplete = done.path("incomplete").asInt();
        return done.path("aggregates").asInt() + " made again from "
                + done.path("events").asInt() + " events"
                + (incomplete == 0 ? "" : ", " + incomplete + " left as they were: the topic doesn't hold all of them");
    }

    private String index(Service service) {
        management.ask(service, "POST", "/q/enishi/index/rebuild");
        Await.until("the index is built", PATIENCE, () -> {
            JsonNode now = management.ask(service, "GET", "/q/enishi/index");
            return !now.path("building").asBoolean() && now.path("ready").asBoolean();
        });
        return "built again";
    }
}
