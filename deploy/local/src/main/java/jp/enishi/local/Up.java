package jp.enishi.local;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * {@code ./enishi up}: starts everything, and stops everything when it is asked to (SIGTERM, Ctrl-C) or when a part dies,
 * so that never a half of the system is left running. A demo that cannot be loaded stops nothing.
 */
final class Up {

    /** The name under which this process is recorded. */
    static final String SUPERVISOR = "supervisor";

    private final EnishiSystem system;
    private final Places places;
    private final PrintStream out;
    private final Thread starter = Thread.currentThread();
    /** Why it ends, for people; empty when it was asked to. */
    private final CompletableFuture<String> end = new CompletableFuture<>();

    Up(EnishiSystem system, PrintStream out) {
        this.system = system;
        this.places = system.places();
        this.out = out;
    }

    /** Returns only when the system has to end for a reason of its own; the exit code is 1 then. */
    int run() {
        long began = System.nanoTime();
        PartProcess supervisor = PartProcess.current(SUPERVISOR, places);
        Places.delete(places.readyMarker());
        Places.delete(places.endedMarker());
        system.onDeath(name -> end.complete(system.deathOf(name)));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor), "enishi-stop"));
        try {
            system.startAll();
            if (system.options().only().isEmpty() && !Files.exists(places.demoMarker())) {
                loadDemo();
            }
        } catch (Failure e) {
            end.complete(e.getMessage());
        }
        if (!end.isDone()) {
            summary((System.nanoTime() - began) / 1e9);
            Places.write(places.readyMarker(), "ready\n");
        }
        String why = awaitEnd();
        if (!why.isEmpty()) {
            out.flush();
            System.err.println("enishi: " + why + "\nStopping the rest. Start again with ./enishi up");
            String first = why.lines().findFirst().orElse(why);
            Places.write(places.endedMarker(), first.replaceAll(":$", "") + "\n");
        }
        return 1;
    }

    private String awaitEnd() {
        while (true) {
            try {
                return end.get();
            } catch (InterruptedException e) {
                // only the shutdown interrupts, and it has completed the future before
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Runs when the JVM is told to end, in the middle of the start too. */
    private void stop(PartProcess supervisor) {
        boolean asked = end.complete("") || end.join().isEmpty();
        starter.interrupt();
        Places.delete(places.readyMarker());
        system.close();
        supervisor.forget();
        out.println(asked ? "Enishi is stopped." : "Everything is stopped.");
        out.flush();
        Runtime.getRuntime().halt(asked ? 0 : 1);
    }

    private void loadDemo() {
        try {
            new Demo(system, out).load();
        } catch (Failure e) {
            if (!end.isDone()) {
                out.println("\nThe demo data is missing or not complete; everything else runs. " + e.getMessage()
                        + "\nTry again: ./enishi demo");
            }
        }
    }

    private void summary(double seconds) {
        out.printf(Locale.ROOT, "%nEnishi is ready after %.1f s.%n%n", seconds);
        List<String> parts = system.options().parts();
        if (parts.contains("gateway")) {
            out.println("  縁 Enishi       " + system.gatewayUrl() + "/");
        }
        if (parts.contains(Mail.NAME)) {
            out.println("  mails          " + system.mailUrl() + "/");
        }
        if (parts.contains(Keycloak.NAME)) {
            out.println("  Keycloak       " + system.keycloakUrl() + "/admin/  (" + Keycloak.ADMIN_USER
                    + ", password in " + system.secrets().file(Keycloak.ADMIN_PASSWORD) + ")");
        }
        if (parts.contains(Postgres.NAME)) {
            out.println("  PostgreSQL     127.0.0.1:" + system.ports().postgres() + "  (passwords in "
                    + places.secrets() + ")");
        }
        if (parts.contains(Kafka.NAME)) {
            out.println("  Kafka          " + system.kafkaBootstrap());
        }
        if (Files.exists(places.demoMarker())) {
            out.println("\nDemo users:\n" + Logs.tail(places.demoMarker(), 30).stripTrailing());
        }
        out.println("\nStop: Ctrl-C here, or ./enishi down.   Also: ./enishi status, ./enishi logs [part] [-f]");
        out.flush();
    }
}
