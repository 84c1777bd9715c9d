package jp.enishi.cases.candidacy.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jp.enishi.cases.candidacy.domain.PassReason;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/** The client's word on a person: meet, or pass with a reason. */
public record Decision(
        @NotNull Choice decision,
        @Nullable PassReason reason,
        @Nullable @Size(max = 2000) String note) {

    /** What can be decided. */
    public enum Choice {
        MEET,
        PASS
    }

    /** What was said beside the reason. */
    @Nullable
    String words() {
        return Words.optional("/note", note);
    }

    /** The reason to pass; null to meet. */
    @Nullable
    PassReason pass() {
        if (decision == Choice.MEET) {
            return null;
        }
        if (reason == null) {
            throw new ValidationFailure(List.of(new FieldError("/reason", "required")));
        }
        return reason;
    }
}
