package jp.enishi.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a system with the demo works from end to end: a coordinator publishes a case, and a talent whom it fits is told in
 * the inbox and by mail. Ends with 0 when so; the steps and how long they took are printed.
 */
public final class Check {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SEATS = 20;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String gateway;
    private final String mails;
    private final Http http = new Http();

    private Check(String gateway, String mails) {
        this.gateway = gateway;
        this.mails = mails;
    }

    /** Needs PUBLIC_URL (the gateway) and MAIL_URL (Mailpit) in the environment. */
    public static void main(String[] arguments) {
        Forward.start(Optional.ofNullable(System.getenv("FORWARD")).orElse(""));
        try {
            new Check(environment("PUBLIC_URL"), environment("MAIL_URL")).run();
        } catch (RuntimeException failure) {
            System.err.println("check: failed: " + failure.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        Person coordinator = Person.signedIn(gateway, PATIENCE, Load.COORDINATOR, Load.PASSWORD);
        Fit fit = fit();
        say("the coordinator and " + fit.email() + " are signed in");
        JsonNode model = coordinator.get("/cases/" + fit.caseId());
        String title = "縁の確認 " + UUID.randomUUID().toString().substring(0, 8);
        ObjectNode requirements = model.get("requirements").deepCopy();
        requirements.putObject("title").put("ja", title).put("en", title);
        // The best five a seat are told: with this many seats the talent is surely one of them.
        requirements
                .get("positions")
                .forEach(position ->
                        ((ObjectNode) position).put("headCount", SEATS).remove("positionId"));
        ObjectNode draft =
                JSON.objectNode().put("companyId", model.get("companyId").asText());
        draft.set("requirements", requirements);
        JsonNode made = coordinator.post("/cases", draft);
        String caseId = made.get("caseId").asText();
        long published = System.nanoTime();
        coordinator.post(
                "/cases/" + caseId + "/publication",
                made.get("version").asLong(),
                JSON.objectNode()
                        .put(
                                "closesOn",
                                LocalDate.now(Clock.systemUTC()).plusDays(30).toString()));
        say("the case \"" + title + "\" is published");
        await("the notice in the inbox", () -> notice(fit.talent(), caseId));
        say("the notice is in the inbox after " + since(published) + " ms");
        await("the mail", () -> mail(title));
        say("the mail has arrived after " + since(published) + " ms");
        coordinator.get("/matches/cases/" + fit.caseId() + "/teams");
        say("the solver has composed teams");
        say("an order's document has " + document(coordinator) + " bytes");
    }

    private record Fit(Person talent, String email, String caseId) {}

    /** Somebody who can sign in, and the open case that fits best now; another one like it will fit as well. */
    private Fit fit() {
        for (String email : List.of(Load.TALENT_1, Load.TALENT_2)) {
            Person talent = Person.signedIn(gateway, PATIENCE, email, Load.PASSWORD);
            String id = talent.get("/talents/me").get("talentId").asText();
            JsonNode fitting = talent.get("/matches/talents/" + id + "?limit=1").get("items");
            if (!fitting.isEmpty()) {
                return new Fit(talent, email, fitting.get(0).get("caseId").asText());
            }
        }
        throw new IllegalStateException("No case fits the demo's talents: is the demo loaded?");
    }

    /** The size of the first document that has been written. */
    private static int document(Person coordinator) {
        for (JsonNode order : coordinator.get("/orders?limit=100").get("items")) {
            Person.Answer document =
                    coordinator.attempt("GET", "/orders/" + order.get("orderId").asText() + "/document", null, null);
            if (document.good() && new String(document.bytes(), 0, 4, StandardCharsets.US_ASCII).equals("%PDF")) {
                return document.bytes().length;
            }
        }
        throw new IllegalStateException("No order has a document");
    }

    private static boolean notice(Person talent, String caseId) {
        for (JsonNode item : talent.get("/notifications?limit=100").get("items")) {
            if (item.get("data").path("caseId").asText().equals(caseId)) {
                return true;
            }
        }
        return false;
    }

    private boolean mail(String title) {
        @Nullable
        JsonNode found = http.get(mails + "/api/v1/search?query=" + Http.encode("\"" + title + "\""), "none")
                .body()
                .get("messages");
        return found != null && !found.isEmpty();
    }

    private static void await(String what, Supplier<Boolean> arrived) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!arrived.get()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + " has not come within " + PATIENCE.toSeconds() + " s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for " + what, interrupted);
            }
        }
    }

    private static long since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    private static String environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalStateException("The environment variable " + name + " is not set"));
    }

    private static void say(String what) {
        System.out.println("check: " + what);
    }
}
