package jp.enishi.cases.inquiry.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jp.enishi.cases.inquiry.domain.Channel;

/** A conversation with the sender, and what was said. */
public record ContactNote(
        @NotNull Channel channel,
        @NotBlank @Size(max = 4000) String note) {

    @Override
    public String toString() {
        return "ContactNote";
    }
}
