package jp.enishi.bench.speed;

import static java.net.HttpURLConnection.HTTP_OK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
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
import jp.enishi.bench.speed.MatchingService.Answer;
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
    private static final int CALLERS = 4;
    /** A warm-up goes on until the compilers of the service work less than this share of a round, but not for ever. */
    private static final double STILL_COMPILING = 0.05;

    private static final int ROUND_SECONDS = 10;
    private static final int MOST_ROUNDS = 30;
    private static final int CLOSED_SECONDS = 20;
    private static final int NEW_CASES = 5;
    private static final double NEW_CASE_SECONDS = 10;
    private static final double ODD_MILLISECONDS = 200;
    /** What somebody may type who means well, slips, or doesn't mean well. */
    private static final List<String> ODD = List.of(
            "。、！？・…「」",
            "***",
            "????",
            ".*(a+)+$",
            "[[[[((((",
            "skill:* AND NOT -+",
            "\\\\",
            "ｱｼﾞｬｲﾙ ﾌﾟﾛｼﾞｪｸﾄ",
            "髙島屋 會計 齋藤 邊",
            "🚀👩‍💻🇯🇵",
            "PMO とは 何か and ＰＭＯ",
            "a ".repeat(250),
            "要件定義".repeat(120),
            "プロジェクト管理 進捗管理 課題管理 リスク管理 品質管理 ベンダーコントロール SAP S/4HANA C# C++ Java AWS PMO",
            "あ".repeat(10_000));

    private record Bars(double p50, double p99, double rate, double rebuild) {
        /** MiB: what production gives matching, and the bar at a million talents. */
        static final int HEAP = 1024;

        static Bars of(int talents) {
            if (talents <= 10_000) {
                return new Bars(3, 15, 800, 5);
            }
            return talents <= 100_000 ? new Bars(5, 25, 600, 45) : new Bars(15, 80, 100, 300);
        }
    }

    private final Crowd crowd;
    private final int talents;
    private final Report report;
    /** Each talent's version; an event that passes one over would be put with the dead letters. */
    private final int[] versions;
    /** Of all searches that are made for the load, those while it warms up included. */
    private final AtomicInteger failed = new AtomicInteger();

    OverHttp(Crowd crowd, int talents, Report report) {
        this.crowd = crowd;
        this.talents = talents;
        this.versions = new int[talents];
        Arrays.fill(versions, 1);
        this.report = report;
    }

    void run(Path project, int seconds) throws IOException, InterruptedException, ExecutionException, SQLException {
        Bars bars = Bars.of(talents);
        report.heading("Through HTTP, " + talents + " talents");
        Iterable<Event> crowdThenCases = () -> IntStream.range(0, talents + CASES)
                .mapToObj(i -> i < talents ? talent(i) : Event.published(crowd.published(i - talents)))
                .iterator();
        try (MatchingService service = new MatchingService(project, Bars.HEAP, crowdThenCases)) {
            double ready = service.awaitReady();
            service.hasApplied(talents);
            report.text("From the start of the process to a caught-up index: " + Report.number(ready) + " s, heap "
                    + Bars.HEAP + " MiB.");
            report.atMost(
                    "rebuild from the topics, start of the process included, " + talents, ready, bars.rebuild(), " s");
            Random random = new Random(2);
            answered(service.search(caseId(random)));
            warmUp(service, "searches", () -> closed(service, random, ROUND_SECONDS));
            double before = service.processor();
            double closed = closed(service, random, CLOSED_SECONDS);
            double each = (service.processor() - before) / Math.max(1, closed * CLOSED_SECONDS);
            report.text("Closed loop, " + CALLERS + " callers: " + Report.number(closed) + " searches/s, "
                    + Report.number(each) + " ms of processor each, collections of garbage and compiling included.");
            report.atLeast("searches/s, " + talents, closed, bars.rate());
            double rate = Math.max(1, Math.min(bars.rate(), closed) / 2);
            warmUp(service, "searches and updates", () -> open(service, random, rate, ROUND_SECONDS));
            int warming = failed.get();
            Load load = Load.now(service);
            Times times = open(service, random, rate, seconds);
            report.text(load.until(Load.now(service)));
            report.text("Searches that failed before, while it was warmed up and in the closed loop: " + warming + ".");
            report.bar("searches that failed", Integer.toString(failed.get()), "0", failed.get() == 0);
            List<List<String>> rows = new ArrayList<>();
            InProcess.row(rows, "search, open loop at " + Report.number(rate) + " operations/s", times);
            report.table(List.of("what", "runs", "p50 ms", "p95 ms", "p99 ms"), rows);
            report.atMost("search p50, " + talents, times.median(), bars.p50(), " ms");
            report.atMost("search p99, " + talents, times.at(0.99), bars.p99(), " ms");
            seen(service);
            odd(service);
            newCases(service);
            double dead = service.deadLetters();
            report.bar("events that could not be applied", Report.number(dead), "0", dead == 0);
            report.text("Heap in use at the end: " + service.memory() + ".");
        }
    }

    private interface Round {
        void run() throws IOException, InterruptedException, ExecutionException;
    }

    /** What is measured afterwards is a service that has run for some time, not one whose code is still being compiled. */
    private void warmUp(MatchingService service, String with, Round round)
            throws IOException, InterruptedException, ExecutionException {
        double share = 1;
        int rounds = 0;
        while (share > STILL_COMPILING && rounds < MOST_ROUNDS) {
            double before = service.compiling();
            long start = System.nanoTime();
            round.run();
            share = (service.compiling() - before) * 1e6 / (System.nanoTime() - start);
            rounds++;
        }
        report.text("Warmed up with " + with + " for " + rounds * ROUND_SECONDS + " s, until its compilers worked "
                + Report.number(share * 100) + " % of the time.");
    }

    /** A talent as it is now: each version has other years, dates and rates. */
    private Event talent(int number) {
        return Event.talent(crowd.talent(number, versions[number] - 1), versions[number]);
    }

    private static UUID caseId(Random random) {
        return new UUID(0x3000L, zipf(random, CASES));
    }

    /** Zipf with s = 1 by inversion: a few cases are looked at all day. */
    static int zipf(Random random, int size) {
        int rank = (int) Math.floor(Math.exp(random.nextDouble() * Math.log(size)));
        return Math.min(size - 1, rank - 1);
    }

    private static void answered(Answer response) throws IOException {
        if (response.status() != HTTP_OK) {
            throw new IOException("matching answered " + response.status() + ": " + response.body());
        }
    }

    private double closed(MatchingService service, Random random, int seconds) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        AtomicInteger done = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Random own = new Random(random.nextLong());
            callers.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < until) {
                    if (service.load(caseId(own)).join() == HTTP_OK) {
                        done.incrementAndGet();
                    } else {
                        failed.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        return (double) done.get() / seconds;
    }

    private Times open(MatchingService service, Random random, double rate, int seconds)
            throws IOException, InterruptedException, ExecutionException {
        Times times = new Times();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        long start = System.nanoTime();
        long due = start;
        while (due - start < TimeUnit.SECONDS.toNanos(seconds)) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            if (random.nextInt(UPDATES) == 0) {
                int talent = random.nextInt(talents);
                versions[talent]++;
                service.publish(talent(talent));
            } else {
                long since = due;
                running.add(service.load(caseId(random)).thenAccept(status -> {
                    if (status != HTTP_OK) {
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
        return times;
    }

    /** From the event in Kafka until a search shows the new version, for the best talent of each case. */
    private void seen(MatchingService service) throws IOException, InterruptedException, ExecutionException {
        Times times = new Times();
        for (int i = 0; i < SEEN; i++) {
            UUID caseId = new UUID(0x3000L, i);
            JsonNode items = JSON.readTree(service.search(caseId).body()).path("items");
            if (items.isEmpty()) {
                continue;
            }
            String talentId = items.get(0).path("talentId").asText();
            int talent = (int) UUID.fromString(talentId).getLeastSignificantBits();
            ObjectNode same = crowd.talent(talent, versions[talent] - 1);
            versions[talent]++;
            String shown = "\"talentId\":\"" + talentId + "\",\"talentVersion\":" + versions[talent] + ",";
            long start = System.nanoTime();
            service.publish(Event.talent(same, versions[talent]));
            while (!service.search(caseId).body().contains(shown)
                    && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
                Thread.onSpinWait();
            }
            times.add(System.nanoTime() - start);
        }
        List<List<String>> rows = new ArrayList<>();
        InProcess.row(rows, "event in Kafka → searchable", times);
        report.table(List.of("what", "runs", "p50 ms", "p95 ms", "p99 ms"), rows);
        report.atMost("event → searchable p50", times.median(), 300, " ms");
        report.atMost("event → searchable p99", times.at(0.99), 1_000, " ms");
    }

    /** Whatever is typed: an answer or a refusal, soon. Each once to warm up, then five times. */
    private void odd(MatchingService service) throws IOException, InterruptedException, ExecutionException {
        Times times = new Times();
        int failed = 0;
        for (int round = 0; round <= 5; round++) {
            for (String words : ODD) {
                long start = System.nanoTime();
                int status = service.search(new UUID(0x3000L, round), words).status();
                if (round > 0) {
                    times.add(System.nanoTime() - start);
                }
                failed += status >= 500 ? 1 : 0;
            }
        }
        List<List<String>> rows = new ArrayList<>();
        InProcess.row(rows, "odd words", times);
        report.table(List.of("what", "runs", "p50 ms", "p95 ms", "p99 ms"), rows);
        report.bar("odd words that failed", Integer.toString(failed), "0", failed == 0);
        report.atMost("odd words, worst", times.at(1), ODD_MILLISECONDS, " ms");
    }

    /** From a new case's event until all of its notices to talents are on their topic. */
    private void newCases(MatchingService service) throws IOException, InterruptedException, ExecutionException {
        Times times = new Times();
        for (int i = 0; i < NEW_CASES; i++) {
            ObjectNode published = crowd.published(100_000L + i);
            UUID caseId = UUID.fromString(published.path("caseId").asText());
            long start = System.nanoTime();
            service.publish(Event.published(published));
            long last = service.lastNotice(caseId, (int) NEW_CASE_SECONDS + 5);
            if (last > 0) {
                times.add(last - start);
            }
        }
        report.text(times.count() + " of " + NEW_CASES + " new cases had somebody to tell.");
        if (times.count() > 0) {
            report.atMost(
                    "one new case against " + talents + " talents, its notices written, worst",
                    times.at(1) / 1_000,
                    NEW_CASE_SECONDS,
                    " s");
        }
    }
}
