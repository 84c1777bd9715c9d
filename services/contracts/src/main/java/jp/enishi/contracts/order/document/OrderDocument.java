package jp.enishi.contracts.order.document;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jp.enishi.contracts.Language;
import jp.enishi.contracts.order.domain.OrderFacts;
import jp.enishi.contracts.order.domain.Written;
import jp.enishi.platform.pdf.Pdf;

/** Puts the facts of an order in writing, as a PDF with its font in it, on a worker thread. */
@ApplicationScoped
public class OrderDocument {
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

    static byte[] render(OrderFacts facts, Language language) {
        return Pdf.of(html(facts, language));
    }

    private static String html(OrderFacts facts, Language language) {
        Words words = Words.in(language);
        String rows = OrderLines.of(facts, language).stream()
                .map(line -> "<tr><th>" + Pdf.escape(line.label()) + "</th><td>"
                        + line.values().stream().map(Pdf::escape).collect(Collectors.joining("<br/>"))
                        + "</td></tr>")
                .collect(Collectors.joining());
        return "<html lang=\"" + words.locale().getLanguage() + "\"><head><title>" + Pdf.escape(words.of("title"))
                + "</title><style>" + STYLE.formatted(facts.number()) + "</style></head><body><h1>"
                + Pdf.escape(words.of("title")) + "</h1><p>"
                + Pdf.escape(words.of("intro")) + "</p><table>" + rows + "</table><p>" + Pdf.escape(words.of("outro"))
                + "</p></body></html>";
    }
}
