package jp.enishi.platform.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Answers that carry the version of what they show, so that the next change can name it. */
public final class Views {
    private Views() {}

    /** 200 with {@code ETag: "<version>"}. */
    public static <T> Response of(T body, long version) {
        return Response.ok(body).tag(tag(version)).build();
    }

    /** 201 with {@code Location} and {@code ETag}. */
    public static <T> Response created(URI location, T body, long version) {
        return Response.status(Response.Status.CREATED)
                .location(location)
                .tag(tag(version))
                .entity(body)
                .build();
    }

    private static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }
}
