package jp.enishi.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jp.enishi.bench.report.Report;
import jp.enishi.bench.speed.MatchingService.Event;

/**
 * The service as its callers see it: an open loop (Poisson arrivals, cases by Zipf, nine searches to one changed talent
 * through Kafka). A search's time counts from the moment at which it was due, so that a stall costs all who wait.
 */
final class OverHttp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CASES = 500;
    private static final int UPDATES = 10;
    private static final int SEEN = 15;
    private static final int WARM_UP = 300;

    private record Bars(double p50, double p99, double rate, double rebuild, int heap) {
        static Bars of(int talents) {
            if (talents <= 10_000) {
                return new Bars(3, 15, 800, 5, 512);
            }
            return talents <= 100_000 ? new Bars(5, 25, 600, 45, 512) : new Bars(15, 80, 100, 300, 1024);
        }
    }

    private final Crowd crowd;
    private final int talents;
    private final Report report;

    OverHttp(Crowd crowd, int talents, Report report) {
        this.crowd = crowd;
        this.talents = talents;
        this.report = report;
    }

    void run(Path project, int seconds) throws IOException, InterruptedException, ExecutionException {
        Bars bars = Bars.of(talents);
        report.heading("Through HTTP, " + talents + " talents");
        Iterable<Event> crowdThenCases = () -> IntStream.range(0, talents + CASES)
                .mapToObj(i -> i < talents
                        ? Event.talent(crowd.talent(i, 0), 1)
                        : Event.published(crowd.published(i - talents)))
                .iterator();
        try (MatchingService service = new MatchingService(project, bars.heap(), crowdThenCases)) {
            double ready = service.awaitReady();
            report.text("From the start of the process to a caught-up index: " + Report.number(ready) + " s, heap "
                    + bars.heap() + " MiB.");
            report.atMost(
                    "rebuild from the topics, start of the process included, " + talents, ready, bars.rebuild(), " s");
            Random random = new Random(2);
            for (int i = 0; i < WARM_UP; i++) {
                answered(service.search(caseId(random)).get());
            }
            double closed = closed(service, random);
            report.text("Closed loop, two callers: " + Report.number(closed) + " searches/s.");
            report.atLeast("searches/s, " + talents, closed, bars.rate());
            double rate = Math.max(1, Math.min(bars.rate(), closed) / 2);
            Times times = open(service, random, rate, seconds);
            List<List<String>> rows = new ArrayList<>();
            InProcess.row(rows, "search, open loop at " + Report.number(rate) + " operations/s", times);
            report.table(List.of("what", "runs", "p50 ms", "p95 ms", "p99 ms"), rows);
            report.atMost("search p50, " + talents, times.median(), bars.p50(), " ms");
            report.atMost("search p99, " + talents, times.at(0.99), bars.p99(), " ms");
            seen(service);
            report.text("Heap in use at the end: " + service.memory() + ".");
        }
    }

    private static UUID caseId(Random random) {
        // Zipf with s = 1 by inversion: a few cases are looked at all day.
        int rank = (int) Math.floor(Math.exp(random.nextDouble() * Math.log(CASES)));
        return new UUID(0x3000L, Math.min(CASES - 1, rank - 1));
    }

    private static void answered(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("matching answered " + response.statusCode() + ": " + response.body());
        }
    }

    private static double closed(MatchingService service, Random random) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        AtomicInteger done = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Random own = new Random(random.nextLong());
            callers.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < until) {
                    if (service.search(caseId(own)).join().statusCode() == 200) {
                        done.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        return done.get() / 10.0;
    }

    private Times open(MatchingService service, Random random, double rate, int seconds)
            throws IOException, InterruptedException, ExecutionException {
        Times times = new Times();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        AtomicInteger failed = new AtomicInteger();
        long start = System.nanoTime();
        long due = start;
        int revision = 1;
        while (due - start < TimeUnit.SECONDS.toNanos(seconds)) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            if (random.nextInt(UPDATES) == 0) {
                revision++;
                service.publish(Event.talent(crowd.talent(random.nextInt(talents), revision), revision));
            } else {
                long since = due;
                running.add(service.search(caseId(random)).thenAccept(response -> {
                    if (response.statusCode() != 200) {
                        failed.incrementAndGet();
                    }
                    synchronized (times) {
                        times.add(System.nanoTime() - since);
                    }
                }));
            }
            due += (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9);
        }
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get();
        report.bar("searches that failed", Integer.toString(failed.get()), "0", failed.get() == 0);
        return times;
    }

    /** From the event in Kafka until a search shows the new version, for the first talent of a case. */
    private void seen(MatchingService service) throws IOException, InterruptedException, ExecutionException {
        Times times = new Times();
        for (int i = 0; i < SEEN; i++) {
            UUID caseId = new UUID(0x3000L, i);
            JsonNode before = JSON.readTree(service.search(caseId).get().body()).path("items");
            if (before.isEmpty()) {
                continue;
            }
            UUID talent = UUID.fromString(before.path(0).path("talentId").asText());
            long version = before.path(0)
                            .path("talentVersion")
                            .asLong(before.path(0).path("version").asLong())
                    + 1_000_000;
            long number = talent.getLeastSignificantBits();
            ObjectNode body = crowd.talent(number, 0);
            long start = System.nanoTime();
            service.publish(Event.talent(body, version));
            boolean shown = false;
            while (!shown && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
                String answer = service.search(caseId).get().body();
                shown = answer.contains(Long.toString(version));
            }
            times.add(System.nanoTime() - start);
        }
        List<List<String>> rows = new ArrayList<>();
        InProcess.row(rows, "event in Kafka → searchable", times);
        report.table(List.of("what", "runs", "p50 ms", "p95 ms", "p99 ms"), rows);
        report.atMost("event → searchable p50", times.median(), 300, " ms");
        report.atMost("event → searchable p99", times.at(0.99), 1_000, " ms");
    }
}
