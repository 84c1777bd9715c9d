package jp.enishi.gateway;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The form that somebody sent too soon, to be sent again from the page that says so: nobody types anything twice. */
final class SendAgain {
    private static final long LARGEST = 256 * 1024;
    private static final int MOST_FIELDS = 2_000;
    private static final Map<String, String> SEND = Map.of("ja", "もう一度送信する", "en", "Send it again");
    private static final Map<String, String> KEPT = Map.of(
            "ja",
            "入力した内容は、このページに残っています。%d秒ほど待ってから、下のボタンで送信してください。前の画面に戻っても失われません。",
            "en",
            "What you typed is kept on this page. Wait about %d seconds, then send it with the button below. It isn't"
                    + " lost when you go back either.");

    private SendAgain() {}

    /** Whether it is a form of a page, and not too large to be repeated. */
    static boolean possible(HttpServerRequest request, long length) {
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "");
        String path = Objects.requireNonNullElse(request.path(), "/");
        return request.method() == HttpMethod.POST
                && !path.startsWith("/api/")
                && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
                && length > 0
                && length <= LARGEST;
    }

    /** What the page has below its sentence. */
    static String form(HttpServerRequest request, Buffer body, long wait) {
        String language = Language.of(request);
        var fields = new StringBuilder();
        new QueryStringDecoder(body.toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8, false, MOST_FIELDS)
                .parameters()
                .forEach((name, values) -> values.forEach(value -> fields.append("<input type=\"hidden\" name=\"")
                        .append(escaped(name))
                        .append("\" value=\"")
                        .append(escaped(value))
                        .append("\">\n")));
        return "<p>" + Objects.requireNonNull(KEPT.get(language)).formatted(wait)
                + "</p><form method=\"post\" action=\"" + escaped(request.uri()) + "\">\n" + fields + "<p><button>"
                + SEND.get(language) + "</button></p></form>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                // A line end in an attribute would be read as a space by some.
                .replace("\r", "&#13;")
                .replace("\n", "&#10;");
    }
}
