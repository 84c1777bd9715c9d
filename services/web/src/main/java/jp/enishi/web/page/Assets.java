package jp.enishi.web.page;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Styles, scripts and icons, under an address that names their content: a browser keeps them for ever, and a new
 * release is seen at once. An address of another release gets today's file, kept by nobody.
 */
@Path("/assets/{version}/{file}")
@Singleton
@PermitAll
public class Assets {
    private record Asset(String type, byte[] content) {}

    private static final Map<String, String> TYPES = Map.of(
            "app.css", "text/css;charset=UTF-8",
            "inbox.js", "text/javascript;charset=UTF-8",
            "live.js", "text/javascript;charset=UTF-8",
            "search.js", "text/javascript;charset=UTF-8",
            "stream.js", "text/javascript;charset=UTF-8",
            "draft.js", "text/javascript;charset=UTF-8",
            "zone.js", "text/javascript;charset=UTF-8",
            "htmx.js", "text/javascript;charset=UTF-8",
            "icon.svg", "image/svg+xml",
            "og.png", "image/png");
    /** Where those lie that are not our own. */
    private static final Map<String, String> TAKEN =
            Map.of("htmx.js", "META-INF/resources/webjars/htmx.org/2.0.7/dist/htmx.min.js");

    private static final Map<String, Asset> FILES = load();
    private static final String VERSION = fingerprint();

    /** The address of a file of this release. */
    public static String address(String file) {
        if (!FILES.containsKey(file)) {
            throw new IllegalArgumentException("No such asset: " + file);
        }
        return "/assets/" + VERSION + "/" + file;
    }

    @GET
    public Response asset(@PathParam("version") String version, @PathParam("file") String file) {
        Asset asset = FILES.get(file);
        if (asset == null) {
            throw new NotFoundException();
        }
        return Response.ok(asset.content(), asset.type())
                .header("Cache-Control", version.equals(VERSION) ? "public, max-age=31536000, immutable" : "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static Map<String, Asset> load() {
        var files = new TreeMap<String, Asset>();
        TYPES.forEach((file, type) -> {
            try (var in = Objects.requireNonNull(
                    Assets.class.getClassLoader().getResourceAsStream(TAKEN.getOrDefault(file, "assets/" + file)),
                    file)) {
                files.put(file, new Asset(type, in.readAllBytes()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
        return files;
    }

    private static String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            FILES.values().forEach(asset -> digest.update(asset.content()));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
