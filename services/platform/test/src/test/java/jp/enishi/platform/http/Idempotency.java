package jp.enishi.platform.http;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Stands for the class of the same name in enishi-http. */
public class Idempotency {
    public <T> Uni<T> once(int status, Supplier<Uni<T>> work) {
        return work.get();
    }
}
