package jp.enishi.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import jp.enishi.platform.kernel.FieldError;
import org.jspecify.annotations.Nullable;

/** RFC 9457. {@code code} is stable; {@code title} and {@code detail} are for developers, readers' texts are made elsewhere. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable Map<String, ?> args,
        List<FieldError> errors,
        String traceId) {
    static final String TYPES = "https://enishi.example/problems/";
    static final String MEDIA_TYPE = "application/problem+json";
}
