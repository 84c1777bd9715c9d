package jp.enishi.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionRulesTest {
    private static final String LONG = "q8Zk3vN0yT5mXw2rB7sLd9HfJc4GpAe1";

    private static Map<String, String> sound() {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.oidc.auth-server-url", "https://id.enishi.example/realms/enishi");
        settings.put("quarkus.oidc.token.issuer", "https://id.enishi.example/realms/enishi");
        settings.put("quarkus.oidc-client.auth-server-url", "https://id.enishi.example/realms/enishi");
        settings.put("quarkus.oidc-client.credentials.secret", LONG);
        settings.put("quarkus.rest-client.keycloak-users.url", "https://id.enishi.example");
        settings.put("quarkus.rest-client.talents.url", "http://talents:8082/api/v1");
        settings.put("enishi.gateway.public-url", "https://enishi.example");
        settings.put("kafka.bootstrap.servers", "kafka:9093");
        settings.put("kafka.security.protocol", "SSL");
        settings.put("quarkus.datasource.reactive.url", "vertx-reactive:postgresql://db:5432/cases");
        settings.put("quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full");
        settings.put("quarkus.datasource.username", "cases_app");
        settings.put("quarkus.datasource.password", LONG);
        settings.put("quarkus.flyway.username", "cases_owner");
        settings.put("quarkus.flyway.password", LONG);
        settings.put("quarkus.mailer.host", "smtp.example");
        settings.put("quarkus.mailer.start-tls", "REQUIRED");
        settings.put("quarkus.oidc.authentication.state-secret", LONG);
        settings.put("enishi.form-key", LONG);
        settings.put("cases.inquiry.form-secret", LONG);
        return settings;
    }

    private static List<String> broken(Map<String, String> settings) {
        return ProductionRules.broken(settings.keySet(), name -> Optional.ofNullable(settings.get(name)));
    }

    @Test
    void whatIsSoundStarts() {
        assertThat(broken(sound())).isEmpty();
    }

    @Test
    void aServiceIsNotAskedForWhatItDoesNotHave() {
        assertThat(broken(Map.of("quarkus.oidc.token.issuer", "https://id.example", "enishi.form-key", LONG)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.oidc.auth-server-url, http://id.example/realms/enishi, OIDC_URL",
        "quarkus.oidc.token.issuer, http://id.example/realms/enishi, OIDC_ISSUER",
        "quarkus.oidc.token.issuer, not an address, OIDC_ISSUER",
        "quarkus.oidc-client.auth-server-url, http://id.example, OIDC_URL",
        "quarkus.rest-client.keycloak-users.url, http://id.example, KEYCLOAK_URL",
        "enishi.gateway.public-url, http://enishi.example, PUBLIC_URL",
        "kafka.security.protocol, PLAINTEXT, KAFKA_SECURITY_PROTOCOL",
        "kafka.security.protocol, SASL_PLAINTEXT, KAFKA_SECURITY_PROTOCOL",
        "quarkus.datasource.reactive.postgresql.ssl-mode, disable, DB_SSL_MODE",
        "quarkus.datasource.reactive.postgresql.ssl-mode, prefer, DB_SSL_MODE",
        "quarkus.datasource.reactive.postgresql.ssl-mode, require, DB_SSL_MODE",
        "quarkus.datasource.password, local, DB_PASSWORD",
        "quarkus.datasource.password, cases_app, DB_PASSWORD",
        "quarkus.datasource.password, local-only-cases-app, DB_PASSWORD",
        "quarkus.datasource.password, short, DB_PASSWORD",
        "quarkus.datasource.password, '', DB_PASSWORD",
        "quarkus.flyway.password, Local, DB_OWNER_PASSWORD",
        "quarkus.flyway.password, cases_owner, DB_OWNER_PASSWORD",
        "quarkus.oidc-client.credentials.secret, local, SERVICE_CLIENT_SECRET",
        "quarkus.oidc-client.credentials.secret, enishi-demo-2026, SERVICE_CLIENT_SECRET",
        "quarkus.mailer.start-tls, DISABLED, SMTP_START_TLS",
        "quarkus.mailer.start-tls, OPTIONAL, SMTP_START_TLS",
        "quarkus.oidc.authentication.state-secret, '', STATE_SECRET",
        "enishi.form-key, too short a key, CSRF_KEY",
        "cases.inquiry.form-secret, '', INQUIRY_FORM_SECRET",
        "enishi.faults.allowed, true, enishi.faults.allowed",
        "ENISHI_FAILPOINTS, outbox.afterPublish, ENISHI_FAILPOINTS",
    })
    void eachUnsafeSettingIsRefusedByItsName(String name, String value, String variable) {
        Map<String, String> settings = sound();
        settings.put(name, value);
        assertThat(broken(settings)).hasSize(1).allMatch(said -> said.startsWith(variable));
    }

    @Test
    void aSecretIsNeverTold() {
        Map<String, String> settings = sound();
        settings.put("quarkus.datasource.password", "hunter2");
        assertThat(broken(settings)).noneMatch(said -> said.contains("hunter2"));
    }

    @Test
    void withoutAnySettingAllRulesThatApplyAreTold() {
        Map<String, String> settings = sound();
        settings.remove("kafka.security.protocol");
        settings.put("quarkus.datasource.reactive.postgresql.ssl-mode", "disable");
        settings.put("quarkus.datasource.password", "local");
        assertThat(broken(settings)).hasSize(3);
    }

    @Test
    void aMisspeltModeRelaxesNothing() {
        assertThat(Mode.of(" Local ")).isEqualTo(Mode.LOCAL);
        assertThat(Mode.of("production")).isEqualTo(Mode.PRODUCTION);
        assertThatThrownBy(() -> Mode.of("locale")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Mode.of("")).isInstanceOf(IllegalStateException.class);
    }
}
