package jp.enishi.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.function.Function;

/**
 * Verifies the audit trails: every service computes the hash chains of its entries again, and each place where something was
 * changed, taken away, exchanged or put in is told.
 */
final class Audit {

    private final Management management;
    private final PrintStream out;

    Audit(Function<Service, String> managementUrl, PrintStream out) {
        this.management = new Management(managementUrl);
        this.out = out;
    }

    /**
     * Tells of each service how its trail stands.
     *
     * @return whether all are intact
     * @throws Failure when a service does not answer
     */
    boolean verify() {
        boolean intact = true;
        for (Service service : Service.ALL) {
            JsonNode trail = management.ask(service, "GET", "/q/enishi/audit");
            if (trail.isEmpty()) {
                continue;
            }
            boolean whole = trail.path("intact").asBoolean();
            intact &= whole;
            out.println("  " + service.name() + ": " + trail.path("entries").asLong() + " entries about "
                    + trail.path("objects").asLong() + " objects, " + (whole ? "intact" : "NOT INTACT"));
            for (JsonNode broken : trail.path("broken")) {
                out.println("    " + broken.path("objectType").asText() + " "
                        + broken.path("objectId").asText() + ", entry "
                        + broken.path("position").asText() + ": "
                        + broken.path("finding").asText());
            }
        }
        return intact;
    }
}
