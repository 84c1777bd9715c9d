package jp.enishi.pages;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How long the pages take, from the request to the last byte. All of them are read in turn, round after round, as a system
 * is read that has been up for a while: before the rounds that count come as many as the JVMs take to compile.
 */
final class Speed {
    private static final int MOST_ROUNDS = 150;
    /** A round that takes more than this share of the best one hasn't helped, and so many of them in a row are enough. */
    private static final double HELPED = 0.97;

    private static final int UNHELPFUL = 8;
    private static final int REPEATS = 20;
    private static final double NANOS = 1e6;

    /** The median of a page in milliseconds. */
    record Median(String role, String kind, double millis, int bytes) {
        @Override
        public String toString() {
            return "%7.1f  %6d  %s %s".formatted(millis, bytes, role, kind);
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final People people;
    private final String address;
    private int rounds;

    Speed(People people, String address) {
        this.people = people;
        this.address = address;
    }

    /** One page of each kind that somebody came upon, the slowest first. */
    List<Median> of(List<PageWalk.Reading> readings) {
        Map<String, Map<String, PageWalk.Reading>> kinds = readings.stream()
                .collect(Collectors.groupingBy(
                        PageWalk.Reading::user,
                        Collectors.toMap(PageWalk.Reading::kind, reading -> reading, (first, later) -> first)));
        List<Page> pages = new ArrayList<>();
        kinds.forEach((user, read) -> {
            try (BrowserContext context =
                    user.isEmpty() ? people.visitor("ja-JP") : people.signedIn(user, "/start", "ja-JP")) {
                String cookies = people.cookies(context);
                read.values().forEach(page -> {
                    HttpRequest request = request(page, cookies);
                    pages.add(new Page(page, request, send(request), new double[REPEATS]));
                });
            }
        });
        warmUp(pages);
        for (int round = 0; round < REPEATS; round++) {
            for (Page page : pages) {
                page.millis()[round] = millis(page);
            }
        }
        return pages.stream()
                .map(page -> new Median(
                        page.page().role(),
                        page.page().kind(),
                        median(page.millis()),
                        page.first().body().length))
                .sorted(Comparator.comparingDouble(Median::millis).reversed())
                .toList();
    }

    /** Rounds of which several are read at once, until it no longer helps; but not for ever. */
    private void warmUp(List<Page> pages) {
        double best = Double.MAX_VALUE;
        int unhelpful = 0;
        for (rounds = 0; rounds < MOST_ROUNDS && unhelpful < UNHELPFUL; rounds++) {
            long began = System.nanoTime();
            pages.parallelStream().forEach(this::read);
            double seconds = (System.nanoTime() - began) / 1e9;
            unhelpful = seconds < best * HELPED ? 0 : unhelpful + 1;
            best = Math.min(best, seconds);
        }
    }

    /** How many rounds it took to warm up. */
    int rounds() {
        return rounds;
    }

    private record Page(PageWalk.Reading page, HttpRequest request, HttpResponse<byte[]> first, double[] millis) {}

    private HttpRequest request(PageWalk.Reading page, String cookies) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + page.path()))
                .header("Accept", "text/html")
                .header("Accept-Encoding", "gzip")
                .header("Accept-Language", "ja");
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return request.build();
    }

    private double millis(Page page) {
        long began = System.nanoTime();
        read(page);
        return (System.nanoTime() - began) / NANOS;
    }

    private static double median(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return (sorted[REPEATS / 2 - 1] + sorted[REPEATS / 2]) / 2;
    }

    /** Once more, which says nothing when it is not the same page any more. */
    private void read(Page page) {
        int status = send(page.request()).statusCode();
        if (status != page.first().statusCode()) {
            throw new IllegalStateException(page.page().path() + " was answered with "
                    + page.first().statusCode() + " and then with " + status);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            while (true) {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() != PageWalk.TOO_MANY_REQUESTS) {
                    return response;
                }
                TimeUnit.SECONDS.sleep(2);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
