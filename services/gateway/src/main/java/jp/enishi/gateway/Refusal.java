package jp.enishi.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The gateway's own answers: a problem document (RFC 9457) for the API, a short page in the reader's language for people.
 */
public enum Refusal {
    UNAUTHENTICATED(
            401,
            "unauthenticated",
            "ログインが必要です",
            "Please sign in",
            "アクセストークンが無効です。取得し直してください。",
            "The access token is not valid. Please get a new one."),
    SIGN_IN_FAILED(
            400,
            "sign-in-failed",
            "ログインを完了できませんでした",
            "Sign-in was not completed",
            "お手数ですが、トップページからもう一度ログインしてください。",
            "Please go to the first page and sign in again."),
    NOT_FOUND(404, "not-found", "ページが見つかりません", "Page not found", "アドレスをご確認ください。", "Please check the address."),
    METHOD_NOT_ALLOWED(
            405,
            "method-not-allowed",
            "この操作はできません",
            "Not possible this way",
            "前の画面から操作してください。",
            "Please use the button on the page."),
    FOREIGN_ORIGIN(
            403,
            "foreign-origin",
            "この操作は受け付けられません",
            "This request was refused",
            "Enishi の画面から、もう一度操作してください。",
            "Please send the form again from a page of Enishi."),
    LENGTH_REQUIRED(
            411,
            "length-required",
            "長さの指定が必要です",
            "A length is needed",
            "Content-Length を付けて送信してください。",
            "Please send a Content-Length."),
    TOO_LARGE(413, "body-too-large", "データが大きすぎます", "Too large", "10 MB 以下にしてください。", "Please keep it within 10 MB."),
    TOO_MANY(
            429,
            "too-many-requests",
            "アクセスが集中しています",
            "Too many requests",
            "少し待ってから、もう一度お試しください。",
            "Please wait a moment and try again."),
    SIGN_IN_UNAVAILABLE(
            503,
            "sign-in-unavailable",
            "ただいまログインできません",
            "Sign-in is not available right now",
            "数分後にもう一度お試しください。公開中の案件はご覧いただけます。",
            "Please try again in a few minutes. Published cases can still be read."),
    SERVICE_UNAVAILABLE(
            503,
            "service-unavailable",
            "ただいまご利用いただけません",
            "Not available right now",
            "数分後にもう一度お試しください。入力内容は送信されていません。",
            "Please try again in a few minutes. Nothing was sent.");

    /** Of these pages, which come when nobody behind us can be asked for a stylesheet. */
    private static final String STYLE = """
        :root { color-scheme: light dark }
        body { margin: 0; padding: 2rem 1.2rem; background: light-dark(#fbfaf8, #16181a); color: light-dark(#1c2126, #eceae6); \
        font: 1rem/1.75 system-ui, sans-serif }
        main { max-width: 38rem; margin: 0 auto }
        h1 { font-size: 1.6rem; line-height: 1.35 }
        a { color: light-dark(#8b2f1a, #f0a08b) }
        button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .35rem 1.3rem; border: 0; border-radius: 6px; \
        background: light-dark(#a63c24, #e8846b); color: light-dark(#fff, #1d100c) }
        """;

    /** What a content security policy has to name so that browsers take {@link #STYLE}. */
    static final String STYLE_SOURCE = "'sha256-" + Base64.getEncoder().encodeToString(sha256(STYLE)) + "'";

    private final int status;
    private final String code;
    private final Map<String, String> titles;
    private final Map<String, String> advice;

    Refusal(int status, String code, String titleJa, String titleEn, String adviceJa, String adviceEn) {
        this.status = status;
        this.code = code;
        this.titles = Map.of("ja", titleJa, "en", titleEn);
        this.advice = Map.of("ja", adviceJa, "en", adviceEn);
    }

    int status() {
        return status;
    }

    /** Content type of the answer to this request. */
    String contentType(HttpServerRequest request) {
        return api(request) ? "application/problem+json" : "text/html; charset=utf-8";
    }

    /** Body of the answer to this request. */
    String body(HttpServerRequest request) {
        return body(request, "");
    }

    /** Body of the answer to this request; a page goes on with this markup. */
    String body(HttpServerRequest request, String more) {
        String language = Language.of(request);
        if (api(request)) {
            return new JsonObject()
                    .put("type", "https://enishi.example/problems/" + code)
                    .put("title", titles.get(language))
                    .put("status", status)
                    .put("code", code)
                    .put("detail", advice.get(language))
                    .encode();
        }
        return """
            <!doctype html>
            <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s | Enishi</title><style>%s</style></head>
            <body><main><p><a href="/">Enishi 縁</a></p><h1>%s</h1><p>%s</p>%s</main></body></html>
            """.formatted(language, titles.get(language), STYLE, titles.get(language), advice.get(language), more);
    }

    private static boolean api(HttpServerRequest request) {
        return request.path() != null && request.path().startsWith("/api/");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
