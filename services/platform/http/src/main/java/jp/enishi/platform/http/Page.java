package jp.enishi.platform.http;

import java.util.List;
import java.util.function.Function;
import jp.enishi.platform.kernel.Cursor;
import org.jspecify.annotations.Nullable;

/** One page of a list; {@code next} is the cursor of the following page, or null at the end. */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page from {@code limit + 1} rows: when the extra row is there, there is a next page.
     * @param key the cursor of an item: the sort keys after which the next page begins
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> key) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, key.apply(items.getLast()).encode());
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        List<R> mapped = items.stream().<R>map(mapping).toList();
        return new Page<>(mapped, next);
    }
}
