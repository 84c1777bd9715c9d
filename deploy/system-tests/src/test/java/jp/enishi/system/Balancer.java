package jp.enishi.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for a Service of Kubernetes before the processes of one of ours: a new connection goes to one of those that were
 * ready a moment ago, and stays there. It knows nothing of HTTP, and a connection that fails is not tried elsewhere.
 */
final class Balancer implements AutoCloseable {
    private static final Duration ASKS_EVERY = Duration.ofSeconds(1);
    private static final int READY = 200;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final ServerSocket server;
    /** The ports of the processes, and where each tells whether it is ready. */
    private final Map<Integer, URI> members = new ConcurrentHashMap<>();

    private final Map<Integer, Boolean> ready = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    Balancer() throws IOException {
        server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        Thread.ofVirtual().start(this::watch);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    void add(int port, int management) {
        members.put(port, URI.create("http://127.0.0.1:" + management + "/q/health/ready"));
        ready.put(port, false);
        ask(port);
    }

    /** As a process that is told to end is taken out of a Service's endpoints: soon, whatever it says of itself. */
    void leaves(int port) {
        Thread.ofVirtual().start(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(ASKS_EVERY.toNanos());
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            members.remove(port);
            ready.remove(port);
        });
    }

    /** Whether new connections may go there. */
    boolean routesTo(int port) {
        return ready.getOrDefault(port, false);
    }

    private void watch() {
        try {
            while (!server.isClosed()) {
                members.keySet().forEach(this::ask);
                TimeUnit.NANOSECONDS.sleep(ASKS_EVERY.toNanos());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** No answer in time is no answer: a process that is slow for a moment keeps its place. */
    private void ask(int port) {
        try {
            URI health = members.get(port);
            if (health == null) {
                return;
            }
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            boolean able = HTTP.send(request, BodyHandlers.discarding()).statusCode() == READY;
            ready.computeIfPresent(port, (known, before) -> able);
        } catch (java.net.http.HttpTimeoutException slow) {
            // It keeps its place.
        } catch (IOException gone) {
            ready.computeIfPresent(port, (known, before) -> false);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        List<Integer> able = ready.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        try (client) {
            if (able.isEmpty()) {
                return;
            }
            int port = able.get(Math.floorMod(turn.getAndIncrement(), able.size()));
            try (Socket service = new Socket(InetAddress.getLoopbackAddress(), port)) {
                service.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                Thread back = Thread.ofVirtual().start(() -> pass(service, client));
                pass(client, service);
                back.join();
            }
        } catch (IOException refused) {
            // The connection is closed: the client sees what it would see without us.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException broken) {
            try {
                from.close();
                to.close();
            } catch (IOException closed) {
                // both are gone, which is what was wanted
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
