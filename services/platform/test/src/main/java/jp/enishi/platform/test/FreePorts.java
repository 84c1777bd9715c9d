package jp.enishi.platform.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Starts servers that have to be told their port. One that was free when it was looked for can be somebody else's by the time the
 * server asks for it, since many modules' tests start servers here at the same time: then it is started again on another.
 */
final class FreePorts {
    private static final int ATTEMPTS = 3;

    private FreePorts() {}

    /** Starts a server on ports that it takes from {@link #next()}. */
    interface Start {
        /**
         * @return where it answers
         * @throws IOException when it could not start, as one can't whose port is taken
         */
        String start() throws IOException;
    }

    /** What the first start that succeeds says; the last failure when {@value #ATTEMPTS} fail. */
    static String start(Start server) throws IOException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return server.start();
            } catch (IOException failed) {
                System.err.println("Started again on another port: " + failed.getMessage());
            }
        }
        return server.start();
    }

    /** A port of 127.0.0.1 that is free now. */
    static int next() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
