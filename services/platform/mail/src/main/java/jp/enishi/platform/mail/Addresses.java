package jp.enishi.platform.mail;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Where a person's mail goes. Asked for when a mail leaves; the answer is neither stored nor logged. */
public interface Addresses {
    /**
     * The verified address of an enabled account; empty when there is none. Fails when that can't be found out now.
     */
    Uni<Optional<String>> of(UUID userId);
}
