package jp.enishi.platform.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Role × ownership × state, read from {@code policy/matrix.yaml}. A pure function of its arguments.
 * What the matrix does not name is forbidden: an unknown action, type or state, and a role without a line.
 */
public final class Policy {
    private static final String MATRIX = "/policy/matrix.yaml";
    private static final String ANY = "ANY";

    private final Map<String, Rights> actions;

    private Policy(Map<String, Rights> actions) {
        this.actions = Map.copyOf(actions);
    }

    /** Reads the matrix of this module. Throws when it is unreadable or names something that does not exist. */
    public static Policy load() {
        try (InputStream matrix = Policy.class.getResourceAsStream(MATRIX)) {
            if (matrix == null) {
                throw new IllegalStateException("no " + MATRIX);
            }
            return read(matrix);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Policy read(InputStream matrix) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Map<?, ?> root = map(new Yaml(new SafeConstructor(options)).load(matrix), "the matrix");
        Map<String, Set<String>> states = new LinkedHashMap<>();
        map(root.get("resources"), "resources")
                .forEach((type, names) -> states.put(text(type), new TreeSet<>(texts(names, "states of " + type))));
        Map<String, Rights> actions = new LinkedHashMap<>();
        map(root.get("actions"), "actions").forEach((name, value) -> {
            String action = text(name);
            Map<?, ?> definition = map(value, action);
            String type = text(definition.get("type"));
            Set<String> known = states.get(type);
            if (known == null) {
                throw new IllegalStateException(action + ": unknown resource " + type);
            }
            Map<Role, Right> rights = new EnumMap<>(Role.class);
            map(definition.get("may"), action).forEach((role, right) -> {
                Map<?, ?> cell = map(right, action + " " + role);
                rights.put(
                        Role.valueOf(text(role)), new Right(ownership(cell), state(cell, known, action + " " + role)));
            });
            actions.put(action, new Rights(type, known, rights));
        });
        return new Policy(actions);
    }

    /** May this subject do this to that? */
    public Decision decide(Subject subject, String action, Resource resource) {
        Rights rights = actions.get(action);
        if (rights == null) {
            return Decision.forbidden("unknown action");
        }
        if (!rights.type.equals(resource.type())) {
            return Decision.forbidden("the action is not on this type");
        }
        if (!rights.states.contains(resource.state())) {
            return Decision.forbidden("unknown state");
        }
        boolean visible = false;
        boolean function = false;
        for (Role role : subject.roles()) {
            Right right = rights.roles.get(role);
            if (right == null) {
                continue;
            }
            function = true;
            if (right.ownerships.contains(resource.ownership())) {
                if (right.states.contains(resource.state())) {
                    return Decision.permit(role);
                }
                visible = true;
            }
        }
        if (!function) {
            return Decision.forbidden("no role has this function");
        }
        return visible ? Decision.forbidden("not in this state") : Decision.notFound("the object is not the caller's");
    }

    /** True when one of the roles may do this to anything at all. */
    public boolean mayEver(Set<Role> roles, String action) {
        Rights rights = actions.get(action);
        return rights != null && roles.stream().anyMatch(rights.roles::containsKey);
    }

    /** Every action that the matrix names. */
    public Set<String> actions() {
        return new TreeSet<>(actions.keySet());
    }

    /** The type that an action is done to, or null for an unknown action. */
    public @Nullable String typeOf(String action) {
        Rights rights = actions.get(action);
        return rights == null ? null : rights.type;
    }

    /** The states that the type of an action can have; empty for an unknown action. */
    public Set<String> statesOf(String action) {
        Rights rights = actions.get(action);
        return rights == null ? Set.of() : rights.states;
    }

    private static Set<Ownership> ownership(Map<?, ?> cell) {
        Set<Ownership> ownerships = EnumSet.noneOf(Ownership.class);
        for (String name : texts(cell.get("of"), "of")) {
            if (name.equals(ANY)) {
                ownerships.addAll(EnumSet.allOf(Ownership.class));
            } else {
                ownerships.add(Ownership.valueOf(name));
            }
        }
        return Set.copyOf(ownerships);
    }

    private static Set<String> state(Map<?, ?> cell, Set<String> known, String where) {
        Set<String> states = new TreeSet<>(texts(cell.get("in"), where));
        if (states.equals(Set.of(ANY))) {
            return Set.copyOf(known);
        }
        if (!known.containsAll(states)) {
            throw new IllegalStateException(where + ": unknown state in " + states);
        }
        return Set.copyOf(states);
    }

    private static Map<?, ?> map(@Nullable Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalStateException(where + " must be a map");
    }

    private static Collection<String> texts(@Nullable Object value, String where) {
        if (value instanceof Collection<?> collection && !collection.isEmpty()) {
            return collection.stream().map(Policy::text).toList();
        }
        throw new IllegalStateException(where + " must be a list with something in it");
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalStateException("expected text, found " + value);
    }

    private record Right(Set<Ownership> ownerships, Set<String> states) {}

    private record Rights(String type, Set<String> states, Map<Role, Right> roles) {
        private Rights {
            states = Set.copyOf(states);
            roles = Map.copyOf(roles);
        }
    }
}
