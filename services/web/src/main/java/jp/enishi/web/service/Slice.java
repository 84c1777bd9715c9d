package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list and where the next one begins. */
public record Slice<T>(List<T> items, @Nullable String next) {
    public Slice {
        items = items == null ? List.of() : List.copyOf(items);
    }
}
