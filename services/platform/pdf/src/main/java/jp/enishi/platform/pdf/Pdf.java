package jp.enishi.platform.pdf;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Documents as PDF, with the font in them by which Japanese is read everywhere. */
public final class Pdf {
    /** The one font of all documents, for their style sheets. */
    public static final String FONT = "IPAexGothic";

    private static final String FILE = "/fonts/ipaexg.ttf";

    private Pdf() {}

    /**
     * A well-formed document as PDF. It takes a worker thread; one at a time, since each holds the whole font and many at once
     * don't fit into the heap of a service.
     */
    public static synchronized byte[] of(String xhtml) {
        var pdf = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder();
        builder.useFont(Pdf::font, FONT);
        builder.withHtmlContent(xhtml, null);
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return pdf.toByteArray();
    }

    /** Text as XML text; characters that XML can't hold become blanks. */
    public static String escape(String text) {
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

    private static InputStream font() {
        return Objects.requireNonNull(Pdf.class.getResourceAsStream(FILE), "no font");
    }
}
