package jp.enishi.cases;

import java.util.Arrays;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/** Query parameters that name one of a few things. */
public final class Parameters {
    private Parameters() {}

    /**
     * The constant of that name; null when nothing was asked for.
     *
     * @throws ValidationFailure at the parameter with the given code
     */
    public static <E extends Enum<E>> @Nullable E constant(
            Class<E> type, String parameter, @Nullable String text, String code) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ValidationFailure.at("/" + parameter, code));
    }
}
