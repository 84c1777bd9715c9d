package jp.enishi.cases.inquiry.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who looks after the inquiry; without a name the caller. */
public record Assignment(@Nullable UUID assignee) {}
