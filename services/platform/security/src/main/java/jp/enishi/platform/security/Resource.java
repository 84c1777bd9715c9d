package jp.enishi.platform.security;

/**
 * What an action is done to, as far as the policy needs it. The state is the object's status,
 * or {@link #STATELESS} for a list, a new thing or something that has no states.
 */
public record Resource(String type, Ownership ownership, String state) {
    public static final String STATELESS = "NONE";

    /** A list, or a thing that nobody owns. */
    public static Resource none(String type) {
        return new Resource(type, Ownership.NONE, STATELESS);
    }

    /** The caller's own thing without a state: their new profile, their notifications. */
    public static Resource own(String type) {
        return new Resource(type, Ownership.OWN, STATELESS);
    }

    public static Resource of(String type, boolean own, Enum<?> state) {
        return new Resource(type, Ownership.of(own), state.name());
    }
}
