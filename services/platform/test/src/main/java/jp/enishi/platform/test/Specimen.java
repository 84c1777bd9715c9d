package jp.enishi.platform.test;

import java.util.Map;
import jp.enishi.platform.security.Role;

/**
 * A thing on which {@link AuthorisationContract} tries the operations of its type.
 *
 * @param type as in the matrix
 * @param state as in the matrix; NONE for what has no states, and for what a new thing will belong to
 * @param ids the values of {@code {name}} in paths and of {@code <name>} in bodies
 * @param owners the tokens of those whose it is, at most one of a role
 */
public record Specimen(String type, String state, Map<String, String> ids, Map<Role, String> owners) {
    public Specimen {
        ids = Map.copyOf(ids);
        owners = Map.copyOf(owners);
    }
}
