package jp.enishi.cases.candidacy.application;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** The accounts with which people sign in, at the identity provider. */
public interface Accounts {
    /** Closes a talent's account for good; false, and nothing is done, when it is used for something else too. */
    Uni<Boolean> close(UUID userId);
}
