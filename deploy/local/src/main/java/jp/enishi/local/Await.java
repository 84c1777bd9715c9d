package jp.enishi.local;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits for something to become true; a wait that ends without it says what it waited for. */
public final class Await {
    private Await() {}

    /** @throws AssertionError when it did not become true within the time */
    public static void until(String what, Duration patience, Callable<Boolean> condition) {
        if (!happened(patience, condition)) {
            throw new AssertionError("Within " + patience.toSeconds() + " s it did not happen that " + what);
        }
    }

    /** Waits until there is a value. */
    public static <T> T value(String what, Duration patience, Callable<? extends @Nullable T> source) {
        AtomicReference<@Nullable T> found = new AtomicReference<>();
        until(what + " is there", patience, () -> {
            found.set(source.call());
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }

    /** Whether it became true within the time. */
    public static boolean happened(Duration patience, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                if (condition.call()) {
                    return true;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return condition.call();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
