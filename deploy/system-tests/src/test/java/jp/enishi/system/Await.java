package jp.enishi.system;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Waits for something to become true; a wait that ends without it says what it waited for. */
final class Await {
    private Await() {}

    static void until(String what, Duration patience, Callable<Boolean> condition) {
        if (!happened(patience, condition)) {
            throw new AssertionError("Within " + patience.toSeconds() + " s it did not happen that " + what);
        }
    }

    /** Waits until there is a value. */
    static <T> T value(String what, Duration patience, Callable<T> source) {
        AtomicReference<T> found = new AtomicReference<>();
        until(what + " is there", patience, () -> {
            found.set(source.call());
            return found.get() != null;
        });
        return found.get();
    }

    static boolean happened(Duration patience, Callable<Boolean> condition) {
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
