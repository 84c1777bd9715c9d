package jp.enishi.talents.talent.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.taxonomy.Language;
import org.jspecify.annotations.Nullable;

/** A skill sheet as a file to keep. Its name names nobody: it ends up in folders and mails. */
public final class SheetFile {
    public static final String PDF = "application/pdf";

    private SheetFile() {}

    public static Language language(@Nullable String lang) {
        return switch (lang == null ? "ja" : lang) {
            case "ja" -> Language.JA;
            case "en" -> Language.EN;
            default -> throw ValidationFailure.at("/lang", "unknown-language");
        };
    }

    public static Response of(byte[] pdf, String name, Language language) {
        return Response.ok(pdf, PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + (language == Language.EN ? "-en" : "-ja") + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
