package jp.enishi.platform.http;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.Ids;
import org.jspecify.annotations.Nullable;

/** Ids in paths and queries are 36 characters, one way of writing each; the JDK's parser also takes {@code 1-1-1-1-1}. */
@Provider
public class StrictUuids implements ParamConverterProvider {
    @Override
    @SuppressWarnings("unchecked") // The type was compared just before.
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return type == UUID.class ? (ParamConverter<T>) new Canonical() : null;
    }

    /** Public and with a constructor of its own because the REST layer may make it itself. */
    public static final class Canonical implements ParamConverter<UUID> {
        @Override
        public @Nullable UUID fromString(@Nullable String text) {
            if (text == null) {
                return null;
            }
            return Ids.parse(text)
                    .orElseThrow(() -> new BadParameter(Refusal.at(400, "parameter-malformed", "uuid", "", Map.of())));
        }

        @Override
        public String toString(UUID id) {
            return id.toString();
        }
    }

    /** Carries the refusal through the REST layer, which answers 404 to anything that is not its own exception. */
    static final class BadParameter extends jakarta.ws.rs.BadRequestException {
        private static final long serialVersionUID = 1L;

        BadParameter(Refusal refusal) {
            super(refusal);
        }
    }
}
