package jp.enishi.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Takes every mail sent on this machine, for every recipient, and shows it: {@code GET /} the list, {@code GET /mails/n}
 * one mail, {@code GET /api/mails?to=} JSON (newest first), {@code DELETE /api/mails} forgets all.
 */
public final class MailCatcher {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Mail(
            int number,
            String from,
            List<String> to,
            String subject,
            String date,
            String text,
            String html,
            String calendar,
            String headers) {}

    private final GreenMail server;

    private MailCatcher(int smtpPort) {
        ServerSetup setup = new ServerSetup(smtpPort, Ports.HOST, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(20_000);
        server = new GreenMail(setup);
        server.getUserManager().setAuthRequired(false);
    }

    /** @param arguments SMTP port, page port */
    public static void main(String[] arguments) throws IOException {
        MailCatcher catcher = new MailCatcher(Integer.parseInt(arguments[0]));
        catcher.server.start();
        HttpServer page = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName(Ports.HOST), Integer.parseInt(arguments[1])), 50);
        page.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        page.createContext("/", catcher::answer);
        page.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String method = exchange.getRequestMethod();
            if (path.equals("/api/mails") && method.equals("DELETE")) {
                server.purgeEmailFromAllMailboxes();
                send(exchange, 204, "text/plain", "");
            } else if (!method.equals("GET")) {
                send(exchange, 405, "text/plain", "Only GET\n");
            } else if (path.equals("/api/mails")) {
                send(exchange, 200, "application/json", json(mails(recipient(exchange))));
            } else if (path.equals("/")) {
                send(exchange, 200, "text/html", list(mails(null)));
            } else if (path.matches("/mails/\\d{1,9}(/html)?")) {
                one(exchange, Integer.parseInt(path.split("/")[2]), path.endsWith("/html"));
            } else {
                send(exchange, 404, "text/plain", "Not found\n");
            }
        } catch (MessagingException | FolderException e) {
            send(exchange, 500, "text/plain", "A mail cannot be read: " + e.getMessage() + "\n");
        }
    }

    private static @Nullable String recipient(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query != null && query.startsWith("to=")
                ? URLDecoder.decode(query.substring(3), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT)
                : null;
    }

    private void one(HttpExchange exchange, int number, boolean html) throws IOException, MessagingException {
        for (Mail mail : mails(null)) {
            if (mail.number() == number) {
                if (html) {
                    exchange.getResponseHeaders()
                            .set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
                    send(exchange, 200, "text/html", mail.html());
                } else {
                    send(exchange, 200, "text/html", show(mail));
                }
                return;
            }
        }
        send(exchange, 404, "text/plain", "There is no such mail\n");
    }

    private List<Mail> mails(@Nullable String to) throws MessagingException, IOException {
        List<Mail> mails = new ArrayList<>();
        int number = 0;
        for (MimeMessage message : server.getReceivedMessages()) {
            number++;
            List<String> recipients = addresses(message.getAllRecipients());
            if (to == null
                    || recipients.stream()
                            .anyMatch(r -> r.toLowerCase(Locale.ROOT).equals(to))) {
                StringBuilder headers = new StringBuilder();
                var lines = message.getAllHeaderLines();
                while (lines.hasMoreElements()) {
                    headers.append(lines.nextElement()).append('\n');
                }
                mails.addFirst(new Mail(
                        number,
                        String.join(", ", addresses(message.getFrom())),
                        recipients,
                        message.getSubject() == null ? "" : message.getSubject(),
                        message.getSentDate() == null
                                ? ""
                                : message.getSentDate().toInstant().toString(),
                        body(message, "text/plain"),
                        body(message, "text/html"),
                        body(message, "text/calendar"),
                        headers.toString()));
            }
        }
        return mails;
    }

    private static List<String> addresses(Address @Nullable [] addresses) {
        List<String> texts = new ArrayList<>();
        if (addresses != null) {
            for (Address address : addresses) {
                texts.add(address instanceof InternetAddress internet ? internet.getAddress() : address.toString());
            }
        }
        return texts;
    }

    private static String body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent() instanceof InputStream stream
                    ? new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    : String.valueOf(part.getContent());
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                String found = body(child, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String json(List<Mail> mails) {
        ArrayNode list = JSON.createArrayNode();
        for (Mail mail : mails) {
            ObjectNode node = list.addObject();
            node.put("number", mail.number());
            node.put("from", mail.from());
            mail.to().forEach(node.putArray("to")::add);
            node.put("subject", mail.subject());
            node.put("date", mail.date());
            node.put("text", mail.text());
            node.put("html", mail.html());
            node.put("calendar", mail.calendar());
            node.put("headers", mail.headers());
        }
        return list.toString();
    }

    private static String list(List<Mail> mails) {
        StringBuilder rows = new StringBuilder();
        for (Mail mail : mails) {
            rows.append("<tr><td><a href=\"/mails/%d\">%s</a></td><td>%s</td><td>%s</td></tr>\n"
                    .formatted(
                            mail.number(),
                            escape(mail.subject().isEmpty() ? "(no subject)" : mail.subject()),
                            escape(String.join(", ", mail.to())),
                            escape(mail.date())));
        }
        String table = mails.isEmpty()
                ? "<p>まだメールはありません。<br>No mail yet.</p>"
                : "<table><thead><tr><th>件名 Subject</th><th>宛先 To</th><th>日時 Date</th></tr></thead><tbody>\n" + rows
                        + "</tbody></table>";
        return page("メール Mails (" + mails.size() + ")", table);
    }

    private static String show(Mail mail) {
        StringBuilder body = new StringBuilder("<p><a href=\"/\">← 一覧 All mails</a></p><pre>From: ")
                .append(escape(mail.from()))
                .append("\nTo: ")
                .append(escape(String.join(", ", mail.to())))
                .append("\nDate: ")
                .append(escape(mail.date()))
                .append("</pre>");
        if (!mail.html().isEmpty()) {
            body.append("<iframe sandbox title=\"HTML\" src=\"/mails/")
                    .append(mail.number())
                    .append("/html\"></iframe>");
        }
        if (!mail.text().isEmpty()) {
            body.append("<h2>Text</h2><pre>")
                    .append(linked(escape(mail.text())))
                    .append("</pre>");
        }
        if (!mail.calendar().isEmpty()) {
            body.append("<h2>Calendar</h2><pre>")
                    .append(escape(mail.calendar()))
                    .append("</pre>");
        }
        body.append("<details><summary>Headers</summary><pre>")
                .append(escape(mail.headers()))
                .append("</pre></details>");
        return page(mail.subject().isEmpty() ? "(no subject)" : mail.subject(), body.toString());
    }

    /** Links in the text can be followed: that is what a person opens a verification mail for. */
    private static String linked(String escaped) {
        return escaped.replaceAll("(https?://[^\\s<>]+)", "<a href=\"$1\" rel=\"noreferrer\">$1</a>");
    }

    private static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%1$s</title><style>
                body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
                table{width:100%%;border-collapse:collapse}th,td{text-align:left;padding:.4rem;border-bottom:1px solid #ccc}
                pre{white-space:pre-wrap;background:#f4f4f4;padding:1rem}iframe{width:100%%;height:30rem;border:1px solid #ccc}
                </style></head><body><h1>%1$s</h1>
                %2$s
                </body></html>
                """.formatted(escape(title), body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
