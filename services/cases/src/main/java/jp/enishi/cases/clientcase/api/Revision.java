package jp.enishi.cases.clientcase.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.platform.kernel.Text;

/** Other requirements, and why. */
public record Revision(
        @NotBlank @Size(max = 1000) String reason, @NotNull Requirements requirements) {

    @SuppressWarnings("NullAway")
    public Revision {
        reason = Text.canonicalOrNull(reason);
    }
}
