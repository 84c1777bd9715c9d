package jp.enishi.platform.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.Tokens;

/** PostgreSQL and the issuer of tokens; the sample service sends no events, so no broker. */
public class SampleDatabase implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Database database = Database.create();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table idempotency (
                        caller text not null, key text not null, request_hash bytea not null, status integer,
                        headers jsonb, body text, created_at timestamptz not null default now(),
                        primary key (caller, key));
                    create table thing (id uuid primary key, name text not null unique, version bigint not null);
                    create table trace (thing uuid not null, backend int not null, xid text not null);
                    grant select, insert, update, delete on all tables in schema public to enishi_app;""");
        } catch (SQLException unusable) {
            throw new IllegalStateException(unusable);
        }
        Tokens.coordinator();
        System.setProperty("sample.database.host", database.host());
        System.setProperty("sample.database.port", Integer.toString(database.port()));
        System.setProperty("sample.database.name", database.name());
        return Map.of(
                "DB_HOST", database.host(),
                "DB_PORT", Integer.toString(database.port()),
                "DB_NAME", database.name(),
                "DB_USER", Database.APPLICATION,
                "DB_PASSWORD", Database.PASSWORD,
                "OIDC_ISSUER", System.getProperty("enishi.test.issuer"));
    }

    @Override
    public void stop() {}
}
