package jp.enishi.platform.upkeep;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Whose events are applied again. */
public record ReplayRequest(@NotBlank @Size(max = 100) String consumer) {}
