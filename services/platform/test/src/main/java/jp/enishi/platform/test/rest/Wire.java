package jp.enishi.platform.test.rest;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Java's client can't send: headers that aren't ASCII, byte by byte as Latin-1, on a connection of their own. */
final class Wire {
    private static final String END = "\r\n";

    private Wire() {}

    static Response send(String method, URI target, Map<String, String> headers, byte @Nullable [] body)
            throws IOException {
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        byte[] content = body == null ? new byte[0] : body;
        var head = new StringBuilder(method + " " + target.getRawPath() + query + " HTTP/1.1" + END);
        head.append("Host: ").append(target.getRawAuthority()).append(END);
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append(END));
        head.append("Content-Length: ").append(content.length).append(END);
        head.append("Connection: close").append(END).append(END);
        try (var socket = new Socket(target.getHost(), target.getPort())) {
            var out = socket.getOutputStream();
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(content);
            out.flush();
            return read(method + " " + target, socket.getInputStream().readAllBytes());
        }
    }

    private static Response read(String request, byte[] answer) throws IOException {
        String all = new String(answer, StandardCharsets.ISO_8859_1);
        int end = all.indexOf(END + END);
        if (end < 0) {
            throw new IOException("no whole answer: " + all);
        }
        String[] lines = all.substring(0, end).split(END);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int line = 1; line < lines.length; line++) {
            int colon = lines[line].indexOf(':');
            headers.put(
                    lines[line].substring(0, colon),
                    List.of(lines[line].substring(colon + 1).strip()));
        }
        if (headers.containsKey("Transfer-Encoding")) {
            throw new IOException("an answer in chunks, which are not read here");
        }
        int status = Integer.parseInt(lines[0].split(" ")[1]);
        byte[] body = all.substring(end + 2 * END.length()).getBytes(StandardCharsets.ISO_8859_1);
        return new Response(request, status, headers, body);
    }
}
