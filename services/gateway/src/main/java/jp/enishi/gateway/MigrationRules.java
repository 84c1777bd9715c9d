package jp.enishi.gateway;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jp.enishi.platform.operations.StartRules;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Migrations run before anything else: a service that must not start touches no database either. */
@ApplicationScoped
class MigrationRules implements FlywayConfigurationCustomizer {
    private final StartRules rules;

    MigrationRules(StartRules rules) {
        this.rules = rules;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        rules.check();
    }
}
