package jp.enishi.platform.operations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The health check of an image without any tool but the JVM: ends with 0 when this container's service answers 200. The
 * argument is the path; the port is that of the management interface.
 */
public final class Ready {
    private static final int PATIENCE = 3_000;

    private Ready() {}

    public static void main(String[] arguments) {
        String port = System.getenv().getOrDefault("MANAGEMENT_PORT", "9000");
        System.exit(answers(Integer.parseInt(port), arguments.length > 0 ? arguments[0] : "/q/health/ready") ? 0 : 1);
    }

    static boolean answers(int port, String path) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.matches("HTTP/1\\.[01] 200( .*)?");
        } catch (IOException notYet) {
            return false;
        }
    }
}
