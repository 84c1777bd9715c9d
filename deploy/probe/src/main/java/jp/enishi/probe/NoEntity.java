package jp.enishi.probe;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Hibernate Reactive starts only where there is an entity; the probe itself writes in SQL. */
@Entity
@Table(name = "account")
class NoEntity {
    @Id
    UUID id = new UUID(0, 0);
}
