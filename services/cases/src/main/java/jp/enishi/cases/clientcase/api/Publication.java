package jp.enishi.cases.clientcase.api;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** The last day on which the listing is shown, in Japan. */
public record Publication(@NotNull LocalDate closesOn) {}
