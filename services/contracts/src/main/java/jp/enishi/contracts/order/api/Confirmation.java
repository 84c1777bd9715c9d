package jp.enishi.contracts.order.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jp.enishi.contracts.Text;
import org.jspecify.annotations.Nullable;

/** The document that is confirmed, by its hash. */
public record Confirmation(@NotBlank @Size(max = 64) String documentHash) {

    /** What was decided of an item that was left for later. */
    public record Settling(@NotNull @Valid Decision decision) {}

    /** In Japanese always. */
    public record Decision(
            @NotBlank @Size(max = 10_000) String ja,
            @Nullable @Size(max = 10_000) String en) {

        Text text() {
            return new Text(ja, en);
        }
    }
}
