package jp.enishi.platform.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts what a service stands on: one PostgreSQL with a fresh database, one Kafka broker and one issuer of tokens per
 * JVM. Use with {@code @QuarkusTestResource(EnishiTestResource.class)}; tests reach the parts by {@link TestParts}.
 */
public final class EnishiTestResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable Database database;

    @Override
    public Map<String, String> start() {
        Database fresh = Database.create();
        database = fresh;
        String bootstrap = Broker.bootstrap();
        String issuer = Issuer.url();
        System.setProperty(TestParts.DATABASE_NAME, fresh.name());

        Map<String, String> settings = new HashMap<>();
        settings.put("DB_HOST", fresh.host());
        settings.put("DB_PORT", Integer.toString(fresh.port()));
        settings.put("DB_NAME", fresh.name());
        settings.put("DB_USER", Database.APPLICATION);
        settings.put("DB_PASSWORD", Database.PASSWORD);
        settings.put("DB_OWNER", Database.OWNER);
        settings.put("DB_OWNER_PASSWORD", Database.PASSWORD);
        settings.put("KAFKA_BOOTSTRAP", bootstrap);
        settings.put("kafka.bootstrap.servers", bootstrap);
        settings.put("OIDC_ISSUER", issuer);
        settings.put("quarkus.oidc.auth-server-url", issuer);
        settings.put("quarkus.devservices.enabled", "false");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    @Override
    public void stop() {
        database = null;
    }

    @Override
    public void inject(TestInjector injector) {
        Database current = database;
        if (current != null) {
            injector.injectIntoFields(current, new TestInjector.MatchesType(Database.class));
        }
    }
}
