package jp.enishi.web.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list and where the next one begins. */
public record Slice<T>(List<T> items, @Nullable String next) {
    public Slice {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** The items of so many pages at most, each asked for by its cursor. */
    public static <T> List<T> all(int mostPages, Function<@Nullable String, Slice<T>> page) {
        var all = new ArrayList<T>();
        @Nullable String cursor = null;
        for (int read = 0; read < mostPages; read++) {
            Slice<T> slice = page.apply(cursor);
            all.addAll(slice.items());
            cursor = slice.next();
            if (cursor == null) {
                break;
            }
        }
        return List.copyOf(all);
    }
}
