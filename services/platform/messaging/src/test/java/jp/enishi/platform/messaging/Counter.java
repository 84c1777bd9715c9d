package jp.enishi.platform.messaging;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

@Entity
@Table(name = "counter")
class Counter {
    @Id
    UUID id;

    @Version
    long version;

    Counter() {}

    Counter(UUID id) {
        this.id = id;
    }
}
