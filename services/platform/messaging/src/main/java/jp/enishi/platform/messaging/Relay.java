package jp.enishi.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;

/** Publishes the outbox. */
@ApplicationScoped
public class Relay {
    void wake(int shard) {}
}
