package jp.enishi.cases.inquiry.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jp.enishi.cases.inquiry.domain.Closing;
import org.jspecify.annotations.Nullable;

/** Why nothing comes of the inquiry. */
public record InquiryClosing(
        @NotNull Closing.Reason reason,
        @Nullable @Size(max = 2000) String note) {}
