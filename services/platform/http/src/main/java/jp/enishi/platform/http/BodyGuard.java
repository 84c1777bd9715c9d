package jp.enishi.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.inject.Inject;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sees a request's raw body before it is parsed: hashes it, refuses U+0000 in any disguise and a body that holds nothing. */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class BodyGuard implements ReaderInterceptor {
    private final RequestBody body;

    @Inject
    public BodyGuard(RequestBody body) {
        this.body = body;
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        byte[] bytes = context.getInputStream().readAllBytes();
        body.read(bytes);
        if (isBlank(bytes)) {
            throw new Refusal(400, "body-missing");
        }
        if (hasNul(bytes, isJson(context.getMediaType()))) {
            throw new Refusal(400, "text-invalid");
        }
        context.setInputStream(new ByteArrayInputStream(bytes));
        Object entity = parse(context);
        if (entity == null) {
            throw new Refusal(400, "body-missing");
        }
        return entity;
    }

    private static @Nullable Object parse(ReaderInterceptorContext context) throws IOException {
        try {
            return context.proceed();
        } catch (JsonProcessingException failure) {
            throw refusal(failure);
        } catch (WebApplicationException failure) {
            throw failure.getCause() instanceof JsonProcessingException json ? refusal(json) : failure;
        }
    }

    private static RuntimeException refusal(JsonProcessingException failure) throws IOException {
        return switch (BadJson.refusal(failure)) {
            case RuntimeException refusal -> refusal;
            case IOException ours -> throw ours;
            case Exception other -> new IllegalStateException(other);
        };
    }

    private static boolean isJson(@Nullable MediaType type) {
        return type == null
                || type.getSubtype().equals("json")
                || type.getSubtype().endsWith("+json");
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet != ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                return false;
            }
        }
        return true;
    }

    /** A zero byte, or in JSON the escape {@code \}{@code u0000} whose backslash is not itself escaped. */
    static boolean hasNul(byte[] bytes, boolean json) {
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                return true;
            }
            if (json && bytes[at] == '\\') {
                if (at + 5 < bytes.length
                        && bytes[at + 1] == 'u'
                        && bytes[at + 2] == '0'
                        && bytes[at + 3] == '0'
                        && bytes[at + 4] == '0'
                        && bytes[at + 5] == '0') {
                    return true;
                }
                at++;
            }
        }
        return false;
    }
}
