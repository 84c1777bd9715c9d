package jp.enishi.kept.application;

import io.smallrye.mutiny.Uni;

public class MakePlan {
    Uni<String> make(Uni<String> one, Uni<String> other) {
        return one.chain(() -> other);
    }
}
