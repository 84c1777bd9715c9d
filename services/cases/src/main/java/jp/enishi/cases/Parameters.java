package jp.enishi.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.Text;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/** Query parameters that name one of a few things. */
public final class Parameters {
    private static final int LONGEST_WORDS = 100;

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

    /**
     * The constants of a repeated parameter.
     *
     * @throws ValidationFailure at the parameter with the given code
     */
    public static <E extends Enum<E>> Set<E> constants(
            Class<E> type, String parameter, @Nullable List<String> texts, String code) {
        return (texts == null ? List.<String>of() : texts)
                .stream()
                        .flatMap(text -> Stream.ofNullable(constant(type, parameter, text, code)))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Words to look for, or null when there are none. */
    public static @Nullable String words(String parameter, @Nullable String text) {
        if (text != null && text.length() > LONGEST_WORDS) {
            throw ValidationFailure.at("/" + parameter, "too-long", Map.of("max", LONGEST_WORDS));
        }
        return Text.canonicalOrNull(text);
    }

    /**
     * The ids of a repeated parameter.
     *
     * @throws ValidationFailure at the parameter: with the given code what is no id, and more than so many
     */
    public static Set<UUID> ids(String parameter, @Nullable List<String> texts, int most, String code) {
        List<String> wanted = texts == null ? List.of() : texts;
        if (wanted.size() > most) {
            throw ValidationFailure.at("/" + parameter, "too-many", Map.of("max", most));
        }
        return wanted.stream()
                .map(text -> Ids.parse(text).orElseThrow(() -> ValidationFailure.at("/" + parameter, code)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
