package jp.enishi.planted.application;

import io.smallrye.mutiny.Uni;
import jakarta.transaction.Transactional;

public class MakePlan {
    interface Channel {
        void sendAndForget(String event);
    }

    Channel channel;

    @Transactional
    Uni<?> make(Uni<String> one, Uni<String> other) {
        channel.sendAndForget("made");
        return Uni.combine().all().unis(one, other).asTuple();
    }
}
