package jp.enishi.matching.index;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps what was used lately. */
public final class Latest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private static final int LEAST = 1_000;
    private static final int MOST = 100_000;

    private final int most;

    private Latest(int most) {
        super(1024, 0.75f, true);
        this.most = most;
    }

    /** For any number of threads. */
    public static <K, V> Map<K, V> of(int most) {
        return Collections.synchronizedMap(new Latest<>(most));
    }

    /** As many as find room in so many hundredths of the heap, each about so large. */
    static <K, V> Map<K, V> within(int hundredths, int bytesEach) {
        long room = Runtime.getRuntime().maxMemory() / 100 * hundredths / bytesEach;
        return of((int) Math.clamp(room, LEAST, MOST));
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
