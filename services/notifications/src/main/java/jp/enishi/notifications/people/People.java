package jp.enishi.notifications.people;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.platform.taxonomy.Language;
import org.jspecify.annotations.Nullable;

/** What accounts are asked for when something is told. Answers are neither stored nor logged; each fails when it can't be found out now. */
public interface People {
    /** The verified address of an enabled account; empty when there is none. */
    Uni<Optional<Mailbox>> mailbox(UUID userId);

    /** The enabled accounts of a client's organisation; none when it is unknown. */
    Uni<List<UUID>> membersOf(UUID organizationId);

    /** The enabled accounts of all coordinators. */
    Uni<List<UUID>> coordinators();

    /**
     * Where a person's mail goes.
     *
     * @param language what the account is set to, or null
     */
    record Mailbox(String address, @Nullable Language language) {
        @Override
        public String toString() {
            return "Mailbox";
        }
    }
}
