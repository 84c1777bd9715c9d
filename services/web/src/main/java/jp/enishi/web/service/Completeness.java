package jp.enishi.web.service;

import java.util.List;

/** Whether it can go on, and the pointers of what is missing. */
public record Completeness(boolean complete, List<String> missing) {
    public Completeness {
        missing = missing == null ? List.of() : missing;
    }
}
