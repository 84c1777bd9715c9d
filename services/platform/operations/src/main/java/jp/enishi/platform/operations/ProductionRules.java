package jp.enishi.platform.operations;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a service must not run with in production: transport that others can read or change, passwords that everybody knows,
 * missing secrets, and the demo. Only what the service has is looked at; one that keeps no data needs no database.
 */
final class ProductionRules {

    /** The passwords of the defaults, of the tests and of the demo. */
    private static final Set<String> KNOWN = Set.of(
            "local", "test", "password", "postgres", "admin", "secret", "enishi", "changeme", "enishi-demo-2026");

    /** How the secrets that are written in k8s/overlays/local begin. */
    private static final String LOCAL_ONLY = "local-only";

    private static final int SHORTEST_PASSWORD = 16;
    private static final int SHORTEST_KEY = 32;
    private static final Set<String> CHECKED_TLS = Set.of("verify-ca", "verify-full");

    /** The settings that are addresses of the identity provider and of ourselves, and the variables behind them. */
    private static final Map<String, String> ADDRESSES = Map.ofEntries(
            Map.entry("quarkus.oidc.auth-server-url", "OIDC_URL or OIDC_ISSUER"),
            Map.entry("quarkus.oidc.token.issuer", "OIDC_ISSUER"),
            Map.entry("quarkus.oidc-client.auth-server-url", "OIDC_URL or OIDC_ISSUER"),
            Map.entry("quarkus.rest-client.keycloak-users.url", "KEYCLOAK_URL"),
            Map.entry("quarkus.rest-client.keycloak-clients.url", "KEYCLOAK_URL"),
            Map.entry("quarkus.rest-client.keycloak-admin.url", "KEYCLOAK_URL"),
            Map.entry("enishi.gateway.public-url", "PUBLIC_URL"),
            Map.entry("enishi.public-url", "PUBLIC_URL"),
            Map.entry("enishi.notifications.public-url", "PUBLIC_URL"),
            Map.entry("cases.inquiry.public-url", "PUBLIC_URL"),
            Map.entry("meetings.public-url", "PUBLIC_URL"),
            Map.entry("contracts.public-url", "PUBLIC_URL"));

    private static final Map<String, String> PASSWORDS = Map.of(
            "quarkus.datasource.password", "DB_PASSWORD",
            "quarkus.flyway.password", "DB_OWNER_PASSWORD",
            "quarkus.oidc-client.credentials.secret", "SERVICE_CLIENT_SECRET");

    private static final Map<String, String> KEYS = Map.of(
            "quarkus.oidc.authentication.state-secret", "STATE_SECRET",
            "enishi.form-key", "CSRF_KEY",
            "cases.inquiry.form-secret", "INQUIRY_FORM_SECRET");

    private final Function<String, Optional<String>> settings;
    private final Set<String> names;
    private final List<String> broken = new ArrayList<>();

    private ProductionRules(Set<String> names, Function<String, Optional<String>> settings) {
        this.names = names;
        this.settings = settings;
    }

    /**
     * Each broken rule in one sentence that names the variable, never its value; empty when the service may start.
     *
     * @param names what the service has settings for, with or without a value
     */
    static List<String> broken(Set<String> names, Function<String, Optional<String>> settings) {
        ProductionRules rules = new ProductionRules(names, settings);
        rules.addresses();
        rules.kafka();
        rules.database();
        rules.mail();
        PASSWORDS.forEach((name, variable) -> rules.secret(name, variable, SHORTEST_PASSWORD));
        KEYS.forEach((name, variable) -> rules.secret(name, variable, SHORTEST_KEY));
        rules.trials();
        return rules.broken.stream().sorted().distinct().toList();
    }

    private String value(String name) {
        return settings.apply(name).map(String::strip).orElse("");
    }

    private void addresses() {
        ADDRESSES.forEach((name, variable) -> {
            if (names.contains(name) && !"https".equals(scheme(value(name)))) {
                broken.add(variable + ": an address without https (" + name + ")");
            }
        });
    }

    private static String scheme(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getScheme())
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }

    private void kafka() {
        if (names.contains("kafka.bootstrap.servers")
                && !Set.of("SSL", "SASL_SSL").contains(value("kafka.security.protocol"))) {
            broken.add("KAFKA_SECURITY_PROTOCOL: Kafka without TLS; SSL or SASL_SSL is needed");
        }
    }

    private void database() {
        if (names.contains("quarkus.datasource.reactive.url")
                && !CHECKED_TLS.contains(value("quarkus.datasource.reactive.postgresql.ssl-mode"))) {
            broken.add("DB_SSL_MODE: a database whose certificate is not checked; verify-full or verify-ca is needed");
        }
    }

    private void mail() {
        if (names.contains("quarkus.mailer.host")
                && !value("quarkus.mailer.start-tls").equalsIgnoreCase("REQUIRED")
                && !value("quarkus.mailer.tls").equalsIgnoreCase("true")) {
            broken.add("SMTP_START_TLS: mail without TLS; REQUIRED is needed, or SMTP_TLS=true");
        }
    }

    private void secret(String name, String variable, int shortest) {
        if (!names.contains(name)) {
            return;
        }
        String value = value(name);
        if (value.isEmpty()) {
            broken.add(variable + ": is missing");
        } else if (KNOWN.contains(value.toLowerCase(Locale.ROOT))
                || value.startsWith(LOCAL_ONLY)
                || value.equals(user(name))) {
            broken.add(variable + ": a password that everybody knows");
        } else if (value.length() < shortest) {
            broken.add(variable + ": shorter than " + shortest + " characters");
        }
    }

    /** Who the password is of; empty for what is no password. */
    private String user(String passwordName) {
        if (passwordName.endsWith(".password")) {
            return value(passwordName.replaceAll("password$", "username"));
        }
        return passwordName.endsWith(".credentials.secret")
                ? value(passwordName.replaceAll("credentials\\.secret$", "client-id"))
                : "";
    }

    private void trials() {
        if (value("enishi.faults.allowed").equals("true")) {
            broken.add("enishi.faults.allowed: guards may be switched off");
        }
        if (!value("ENISHI_FAILPOINTS").isEmpty()) {
            broken.add("ENISHI_FAILPOINTS: the process would be halted on purpose");
        }
    }
}
