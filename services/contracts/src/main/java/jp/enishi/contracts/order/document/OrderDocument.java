package jp.enishi.contracts.order.document;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jp.enishi.contracts.Language;
import jp.enishi.contracts.order.domain.OrderFacts;
import jp.enishi.contracts.order.domain.Written;

/** Puts the facts of an order in writing, as a PDF with its font in it, on a worker thread. */
@ApplicationScoped
public class OrderDocument {
    private static final String FONT = "/fonts/ipaexg.ttf";
    private static final String STYLE = """
            @page { size: A4; margin: 14mm 16mm 16mm 16mm;
              @bottom-left { content: '%s'; font-family: 'IPAexGothic'; font-size: 8pt; }
              @bottom-right { content: counter(page) ' / ' counter(pages); font-family: 'IPAexGothic'; font-size: 8pt; } }
            body { font-family: 'IPAexGothic'; font-size: 9.2pt; line-height: 1.4; }
            h1 { font-size: 17pt; font-weight: normal; text-align: center; margin: 0 0 4mm 0; }
            h1:lang(ja) { letter-spacing: 0.3em; }
            table { width: 100%%; border-collapse: collapse; }
            tr { page-break-inside: avoid; }
            th, td { border: 0.4pt solid #555; padding: 1.1mm 2mm; vertical-align: top; text-align: left; font-weight: normal; word-wrap: break-word; }
            th { width: 28%%; background-color: #f2f2f2; }
            p { margin: 2.5mm 0 0 0; }
            h1 + p { margin: 0 0 2.5mm 0; }
            """;

    private final Vertx vertx;

    OrderDocument(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The document in every language; the thread of the caller goes on meanwhile. */
    public Uni<List<Written>> write(OrderFacts facts) {
        return vertx.executeBlocking(
                () -> Arrays.stream(Language.values())
                        .map(language -> new Written(language, render(facts, language)))
                        .toList(),
                false);
    }

    /** One at a time: each holds the whole font, and many at once don't fit into the heap. */
    static synchronized byte[] render(OrderFacts facts, Language language) {
        var pdf = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder();
        builder.useFont(OrderDocument::font, "IPAexGothic");
        builder.withHtmlContent(html(facts, language), null);
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return pdf.toByteArray();
    }

    private static InputStream font() {
        return Objects.requireNonNull(OrderDocument.class.getResourceAsStream(FONT), "no font");
    }

    private static String html(OrderFacts facts, Language language) {
        Words words = Words.in(language);
        String rows = OrderLines.of(facts, language).stream()
                .map(line -> "<tr><th>" + escape(line.label()) + "</th><td>"
                        + line.values().stream().map(OrderDocument::escape).collect(Collectors.joining("<br/>"))
                        + "</td></tr>")
                .collect(Collectors.joining());
        return "<html lang=\"" + words.locale().getLanguage() + "\"><head><title>" + escape(words.of("title"))
                + "</title><style>" + STYLE.formatted(facts.number()) + "</style></head><body><h1>"
                + escape(words.of("title")) + "</h1><p>"
                + escape(words.of("intro")) + "</p><table>" + rows + "</table><p>" + escape(words.of("outro"))
                + "</p></body></html>";
    }

    /** Text as XML text; characters that XML can't hold become blanks. */
    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    boolean fits = character == '\t'
                            || (character >= 0x20 && character <= 0xD7FF)
                            || (character >= 0xE000 && character <= 0xFFFD)
                            || character > 0xFFFF;
                    escaped.appendCodePoint(fits ? character : ' ');
                }
            }
        });
        return escaped.toString();
    }
}
