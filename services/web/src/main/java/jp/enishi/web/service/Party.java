package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who somebody is in a contract, as declared, and what is worth a second look. */
public record Party(String partyId, long version, @Nullable JsonNode party, boolean freelancer, List<String> warnings) {
    public Party {
        warnings = warnings == null ? List.of() : warnings;
    }
}
