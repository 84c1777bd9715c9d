package jp.enishi.contracts.engagement.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.engagement.domain.NoticeException;
import jp.enishi.contracts.engagement.domain.Support.Category;
import jp.enishi.contracts.terms.domain.Terms;
import org.jspecify.annotations.Nullable;

/** What is sent to do something for an engagement. */
public final class Acts {
    private Acts() {}

    /**
     * Who looks after it.
     *
     * @param owner the caller when absent
     */
    public record Assignment(@Nullable UUID owner) {}

    public record CheckInDraft(@NotNull LocalDate dueOn) {}

    /**
     * What a side said in a check-in.
     *
     * @param side needed from a coordinator, who writes for either
     */
    public record ReportDraft(
            @Nullable Side side,
            @NotBlank @Size(max = 10_000) String text) {}

    public record TicketDraft(
            @NotNull Category category,
            @NotBlank @Size(max = 10_000) String text) {}

    public record Escalation(@NotBlank @Size(max = 2_000) String reason) {}

    public record Resolution(@NotBlank @Size(max = 10_000) String resolution) {}

    /**
     * Other terms.
     *
     * @param reason always said, so that a lower fee never goes without one
     */
    public record AmendmentDraft(
            @NotNull Terms terms,
            @NotBlank @Size(max = 2_000) String reason) {}

    /** What is said about a ticket. */
    public record ReplyDraft(@NotBlank @Size(max = 10_000) String text) {}

    /** Why other terms aren't wanted; the proposing side reads it. */
    public record Rejection(@NotBlank @Size(max = 2_000) String reason) {}

    /** Why proposed terms are taken back, if it is said. */
    public record TakingBack(@Nullable @Size(max = 2_000) String reason) {}

    public record Signature(@NotBlank @Size(max = 64) String termsHash) {}

    public record NoticeDraft(
            @NotNull LocalDate endsOn,
            @NotBlank @Size(max = 2_000) String reason,
            @Nullable NoticeException exception) {}
}
