package jp.enishi.platform.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfTest {
    @Test
    void whatIsWrittenIsReadBackWithItsFontInIt() throws IOException {
        byte[] pdf = Pdf.of("<html><head><title>縁</title><style>body { font-family: '" + Pdf.FONT
                + "'; }</style></head><body><p>" + Pdf.escape("髙﨑 & <b>\u0000\uD800\"縁\"") + "</p></body></html>");

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("髙﨑 & <b>")
                    .contains("\"縁\"");
            for (var name : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(name).isEmbedded())
                        .isTrue();
            }
        }
    }

    @Test
    void whatXmlCannotHoldBecomesABlank() {
        assertThat(Pdf.escape("a\u0000b\uD800c\uFFFEd😀")).isEqualTo("a b c d😀");
    }
}
