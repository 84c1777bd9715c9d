package jp.enishi.matching.index;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is used, for any number of threads: when there are too many, the eldest goes that nobody has asked for since it
 * was last its turn (CLOCK, or second chance). To ask for one writes a flag and no reference: a map in the order of use writes
 * to its neighbours each time, old objects which the next collection of the young generation then has to read.
 */
public final class Latest<K, V> {
    private static final int LEAST = 1_000;
    private static final int MOST = 100_000;

    private static final class Kept<K, V> {
        private final K key;
        private volatile V value;
        /** Not volatile: to miss a use makes it leave sooner, no more. */
        private boolean used;

        Kept(K key, V value) {
            this.key = key;
            this.value = value;
        }
    }

    private final int most;
    private final Map<K, Kept<K, V>> kept = new ConcurrentHashMap<>();
    /** Everything in the map, whose turn is next first; who changes either holds this. */
    private final Queue<Kept<K, V>> turns = new ArrayDeque<>();

    private Latest(int most) {
        this.most = most;
    }

    public static <K, V> Latest<K, V> of(int most) {
        return new Latest<>(most);
    }

    /** As many as find room in so many hundredths of the heap, each about so large. */
    static <K, V> Latest<K, V> within(int hundredths, int bytesEach) {
        long room = Runtime.getRuntime().maxMemory() / 100 * hundredths / bytesEach;
        return of((int) Math.clamp(room, LEAST, MOST));
    }

    public @Nullable V get(K key) {
        Kept<K, V> known = kept.get(key);
        if (known == null) {
            return null;
        }
        if (!known.used) {
            known.used = true;
        }
        return known.value;
    }

    /** Makes what is not there; two who ask at once may both make it. */
    V get(K key, Supplier<V> made) {
        V known = get(key);
        if (known == null) {
            known = made.get();
            put(key, known);
        }
        return known;
    }

    public void put(K key, V value) {
        synchronized (turns) {
            Kept<K, V> fresh = new Kept<>(key, value);
            Kept<K, V> known = kept.putIfAbsent(key, fresh);
            if (known != null) {
                known.value = value;
                return;
            }
            turns.add(fresh);
            if (turns.size() > most) {
                dropOne();
            }
        }
    }

    private void dropOne() {
        Kept<K, V> next = turns.remove();
        while (next.used) {
            next.used = false;
            turns.add(next);
            next = turns.remove();
        }
        kept.remove(next.key);
    }

    /** Drops those of which it is true; when this returns nothing refers to them any more. */
    public void forget(BiPredicate<K, V> which) {
        synchronized (turns) {
            turns.removeIf(each -> {
                boolean gone = which.test(each.key, each.value);
                if (gone) {
                    kept.remove(each.key);
                }
                return gone;
            });
        }
    }

    /** Each value that is kept while it goes on. */
    public void forEach(Consumer<V> use) {
        kept.values().forEach(each -> use.accept(each.value));
    }
}
