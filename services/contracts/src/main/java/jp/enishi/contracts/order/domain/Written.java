package jp.enishi.contracts.order.domain;

import jp.enishi.contracts.Documents;
import jp.enishi.contracts.Language;

/** An order in writing: the bytes of a PDF in one language. */
public record Written(Language language, byte[] content, String hash) {
    public Written(Language language, byte[] content) {
        this(language, content, Documents.hash(content));
    }
}
