package jp.enishi.talents.disclosure.api;

import java.util.UUID;
import jp.enishi.talents.disclosure.application.DiscloseResume.Disclosed;
import jp.enishi.talents.talent.domain.Resume;
import org.jspecify.annotations.Nullable;

/** The résumé with names and companies; how to reach the person only after an agreement. */
public record NamedResume(
        UUID talentId,
        long version,
        String familyName,
        String givenName,
        String familyNameRomaji,
        String givenNameRomaji,
        @Nullable String familyNameKana,
        @Nullable String givenNameKana,
        @Nullable String headline,
        Resume resume,
        @Nullable Contact contact) {

    /** Mail and phone as they are today. */
    public record Contact(String email, @Nullable String phone) {}

    static NamedResume of(Disclosed disclosed) {
        var talent = disclosed.version();
        var profile = talent.profile();
        var reachable = disclosed.reachable();
        return new NamedResume(
                talent.id().value(),
                talent.version(),
                profile.familyName(),
                profile.givenName(),
                profile.familyNameRomaji(),
                profile.givenNameRomaji(),
                profile.familyNameKana(),
                profile.givenNameKana(),
                profile.headline(),
                talent.resume(),
                reachable == null ? null : new Contact(reachable.email(), reachable.phone()));
    }
}
