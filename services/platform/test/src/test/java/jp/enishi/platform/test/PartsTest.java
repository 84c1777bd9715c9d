package jp.enishi.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void theDatabaseIsFreshAndHasBothRoles() throws Exception {
        Database first = Database.create();
        Database second = Database.create();
        assertThat(first.name()).isNotEqualTo(second.name());
        assertThat(first.port()).isEqualTo(second.port());
        try (var connection = second.connect(Database.OWNER);
                var statement = connection.createStatement()) {
            statement.execute("create table t (id uuid default uuidv7())");
            statement.execute("create extension btree_gist");
        }
        try (var connection = first.connect(Database.APPLICATION);
                var rows = connection.createStatement().executeQuery("select current_user")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("enishi_app");
        }
    }

    @Test
    void anEventIsReadBackFromTheBroker() {
        UUID aggregate = UUID.randomUUID();
        Events.publish("parts.test", "parts.tested.v1", aggregate, 1, "{\"a\":1}");
        var read = Events.await("parts.test", "parts.tested.v1", aggregate, Duration.ofSeconds(20));
        assertThat(Events.header(read, "ce_aggregateversion")).isEqualTo("1");
        assertThat(read.value()).asString().isEqualTo("{\"a\":1}");
        assertThat(Events.all("parts.test")).isNotEmpty();
    }
}
