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
 * is read that has been up for a while: before the rounds that count come some in which the JVM compiles.
 */
final class Speed {
    private static final int WARM_UP = 40;
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
                read.values().forEach(page -> pages.add(new Page(page, request(page, cookies), new double[REPEATS])));
            }
        });
        for (int round = 0; round < WARM_UP; round++) {
            pages.parallelStream().forEach(page -> read(page.request()));
        }
        for (int round = 0; round < REPEATS; round++) {
            for (Page page : pages) {
                page.millis()[round] = millis(page.request());
            }
        }
        return pages.stream()
                .map(page ->
                        new Median(page.page().role(), page.page().kind(), median(page.millis()), read(page.request())))
                .sorted(Comparator.comparingDouble(Median::millis).reversed())
                .toList();
    }

    private record Page(PageWalk.Reading page, HttpRequest request, double[] millis) {}

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

    private double millis(HttpRequest request) {
        long began = System.nanoTime();
        read(request);
        return (System.nanoTime() - began) / NANOS;
    }

    private static double median(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return (sorted[REPEATS / 2 - 1] + sorted[REPEATS / 2]) / 2;
    }

    private int read(HttpRequest request) {
        try {
            while (true) {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() != PageWalk.TOO_MANY_REQUESTS) {
                    return response.body().length;
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
