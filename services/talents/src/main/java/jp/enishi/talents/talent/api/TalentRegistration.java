package jp.enishi.talents.talent.api;

import java.util.UUID;
import jp.enishi.talents.talent.domain.Profile;
import org.jspecify.annotations.Nullable;

/** {@code userId} is for coordinators only; without it people register themselves. */
public record TalentRegistration(
        @Nullable UUID userId, @Nullable Profile profile) {}
