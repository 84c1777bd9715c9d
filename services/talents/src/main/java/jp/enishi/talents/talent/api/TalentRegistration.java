package jp.enishi.talents.talent.api;

import java.util.UUID;
import jp.enishi.talents.talent.domain.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Somebody new.
 *
 * @param userId for coordinators only; without it people register themselves
 * @param terms the version of the terms of use that whoever registers themselves was shown and agreed to
 */
public record TalentRegistration(
        @Nullable UUID userId,
        @Nullable Profile profile,
        @Nullable Integer terms) {}
