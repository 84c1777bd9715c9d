package jp.enishi.platform.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one version changed, leaf by leaf. Documents are trees of maps, lists and plain values. */
public final class Difference {

    private Difference() {}

    /** One changed value; {@code before} is null when it was added, {@code after} when it was taken away. */
    public record Change(
            String pointer,
            @Nullable Object before,
            @Nullable Object after) {}

    /** The changes that lead from one document to the other, in the order of their pointers; empty when equal. */
    public static List<Change> between(@Nullable Object before, @Nullable Object after) {
        var changes = new ArrayList<Change>();
        collect(changes, "", before, after);
        return List.copyOf(changes);
    }

    private static void collect(List<Change> changes, String pointer, @Nullable Object before, @Nullable Object after) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (before instanceof Map<?, ?> left && after instanceof Map<?, ?> right) {
            var names = new TreeSet<String>();
            left.keySet().forEach(name -> names.add(String.valueOf(name)));
            right.keySet().forEach(name -> names.add(String.valueOf(name)));
            for (String name : names) {
                collect(changes, pointer + "/" + escaped(name), left.get(name), right.get(name));
            }
        } else if (before instanceof List<?> left && after instanceof List<?> right) {
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                collect(
                        changes,
                        pointer + "/" + i,
                        i < left.size() ? left.get(i) : null,
                        i < right.size() ? right.get(i) : null);
            }
        } else {
            changes.add(new Change(pointer, before, after));
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
