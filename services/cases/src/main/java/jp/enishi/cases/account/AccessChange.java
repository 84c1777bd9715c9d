package jp.enishi.cases.account;

import jakarta.validation.constraints.NotNull;

/** Whether an account may sign in. */
public record AccessChange(@NotNull Boolean enabled) {}
