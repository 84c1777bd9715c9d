package jp.enishi.web.service;

import java.util.List;
import java.util.Map;

/** Why a team doesn't come about, and by how much. */
public record TeamReason(String code, Map<String, Object> args) {
    public TeamReason {
        args = args == null ? Map.of() : args;
    }

    /** Whom it is about. */
    public List<String> people() {
        return args.get("people") instanceof List<?> people
                ? people.stream().map(Object::toString).toList()
                : List.of();
    }
}
