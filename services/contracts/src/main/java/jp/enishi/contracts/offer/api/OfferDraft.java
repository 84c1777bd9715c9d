package jp.enishi.contracts.offer.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.offer.domain.Ending;
import jp.enishi.contracts.offer.domain.TeamMode;
import jp.enishi.contracts.terms.domain.Terms;
import org.jspecify.annotations.Nullable;

/** A new offer. */
public record OfferDraft(
        @NotNull UUID candidacyId,
        @NotNull Terms terms,
        @NotNull Instant expiresAt) {

    /** Offers to several people at once. */
    public record TeamDraft(
            @NotNull UUID caseId,
            @NotNull TeamMode mode,
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Member> offers,
            @NotNull Instant expiresAt) {}

    /** One of a team. */
    public record Member(@NotNull UUID candidacyId, @NotNull Terms terms) {}

    /** Other terms. */
    public record Counter(
            @NotNull Terms terms,
            @NotNull Instant expiresAt,
            @Nullable @Size(max = 2000) String note) {}

    /** The terms that are accepted, by their hash. */
    public record Acceptance(@NotBlank @Size(max = 64) String termsHash) {}

    /**
     * Why an offer is refused or withdrawn.
     *
     * @param code in short, which the other side reads
     * @param shared whether the other side may read the words too
     */
    public record Reason(
            Ending.@Nullable Code code,
            @Nullable @Size(max = 2000) String reason,
            @Nullable Boolean shared) {
        Ending.Said said() {
            return new Ending.Said(
                    code, reason == null || reason.isBlank() ? null : reason, Boolean.TRUE.equals(shared));
        }
    }

    /** The offers of a team. */
    public record TeamView(UUID teamOfferId, List<OfferView.Line> offers) {}
}
