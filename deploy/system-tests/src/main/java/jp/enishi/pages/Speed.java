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

/** How long the pages take: each read so many times, one after the other, from the request to the last byte. */
final class Speed {
    private static final int WARM_UP = 3;
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
        List<Median> medians = new ArrayList<>();
        kinds.forEach((user, pages) -> {
            try (BrowserContext context =
                    user.isEmpty() ? people.visitor("ja-JP") : people.signedIn(user, "/start", "ja-JP")) {
                String cookies = people.cookies(context);
                pages.values().forEach(page -> medians.add(median(page, cookies)));
            }
        });
        medians.sort(Comparator.comparingDouble(Median::millis).reversed());
        return medians;
    }

    private Median median(PageWalk.Reading page, String cookies) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + page.path()))
                .header("Accept", "text/html")
                .header("Accept-Encoding", "gzip")
                .header("Accept-Language", "ja");
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        double[] millis = new double[REPEATS];
        int bytes = 0;
        for (int i = -WARM_UP; i < REPEATS; i++) {
            long began = System.nanoTime();
            bytes = read(request.build());
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / NANOS;
            }
        }
        Arrays.sort(millis);
        return new Median(page.role(), page.kind(), (millis[REPEATS / 2 - 1] + millis[REPEATS / 2]) / 2, bytes);
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
