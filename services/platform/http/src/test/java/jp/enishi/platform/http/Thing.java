package jp.enishi.platform.http;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;

@Entity
class Thing {
    @Id
    UUID id;

    String name;

    @Version
    long version;
}
