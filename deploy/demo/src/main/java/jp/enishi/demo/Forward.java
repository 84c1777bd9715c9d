package jp.enishi.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Within a container the public addresses of a trial, on 127.0.0.1, lead nowhere. This brings what connects to them to the
 * parts themselves, so that somebody signs in here exactly as a browser outside does.
 */
final class Forward {

    private Forward() {}

    /** @param routes such as {@code 8080=gateway:8080,8180=keycloak:8080}; none when empty */
    static void start(String routes) {
        for (String route : routes.isBlank() ? new String[0] : routes.split(",", -1)) {
            String[] ends = route.split("[=:]", -1);
            forward(Integer.parseInt(ends[0]), ends[1], Integer.parseInt(ends[2]));
        }
    }

    private static void forward(int from, String host, int port) {
        try {
            ServerSocket server = new ServerSocket(from, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (true) {
                    try {
                        Socket here = server.accept();
                        Socket there = new Socket(host, port);
                        pump(here, there);
                        pump(there, here);
                    } catch (IOException lost) {
                        System.err.println("forward " + from + ": " + lost.getMessage());
                    }
                }
            });
        } catch (IOException taken) {
            throw new UncheckedIOException("Cannot listen on port " + from, taken);
        }
    }

    private static void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException ended) {
                // either side has gone, and with it this connection
            }
        });
    }
}
