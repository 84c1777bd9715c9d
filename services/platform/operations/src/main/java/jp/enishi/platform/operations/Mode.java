package jp.enishi.platform.operations;

import java.util.Locale;

/** Where a service runs. */
public enum Mode {
    /** On a developer's machine or in a trial: plain transport and known passwords are allowed. */
    LOCAL,
    /** Everywhere else; the default. */
    PRODUCTION;

    /** @throws IllegalStateException for anything else, since a typing error must not relax a rule */
    static Mode of(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "local" -> LOCAL;
            case "production" -> PRODUCTION;
            default ->
                throw new IllegalStateException("ENISHI_MODE is \"" + name + "\"; it must be production or local.");
        };
    }
}
