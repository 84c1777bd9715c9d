package jp.enishi.contracts.order.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.contracts.Language;
import org.hibernate.annotations.Immutable;

/** An order in writing, written once. */
@Entity
@Immutable
@Table(name = "order_document")
class DocumentRow {
    @EmbeddedId
    Key key;

    String hash;
    byte[] content;
    String facts;

    @Column(name = "made_at")
    Instant madeAt;

    @SuppressWarnings("NullAway.Init")
    DocumentRow() {}

    /** The order and the language of the document. */
    @Embeddable
    record Key(
            @Column(name = "order_id") UUID orderId,
            @Enumerated(EnumType.STRING) Language language) implements Serializable {}
}
