package jp.enishi.talents.talent.api;

import java.util.UUID;
import jp.enishi.talents.talent.domain.Availability;
import jp.enishi.talents.talent.domain.Completeness;
import jp.enishi.talents.talent.domain.Profile;
import jp.enishi.talents.talent.domain.Resume;
import jp.enishi.talents.talent.domain.Status;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.Wishes;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A whole talent; {@code availability} and {@code wishes} are left out until stated. */
@Schema(name = "Talent")
public record TalentView(
        UUID talentId,
        @Nullable UUID userId,
        long version,
        Status status,
        Profile profile,
        Resume resume,
        @Nullable Availability availability,
        @Nullable Wishes wishes,
        Completeness completeness) {
    static TalentView of(Talent talent) {
        return new TalentView(
                talent.id().value(),
                talent.userId(),
                talent.version(),
                talent.status(),
                talent.profile(),
                talent.resume(),
                talent.availability(),
                talent.wishes(),
                talent.completeness());
    }
}
