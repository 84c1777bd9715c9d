package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version of a case's requirements: who made it when and why, and what it changed. */
public record RequirementsVersion(
        int version,
        @Nullable String at,
        @Nullable String authorRole,
        @Nullable String reason,
        List<Change> changes) {
    public RequirementsVersion {
        changes = changes == null ? List.of() : changes;
    }
}
