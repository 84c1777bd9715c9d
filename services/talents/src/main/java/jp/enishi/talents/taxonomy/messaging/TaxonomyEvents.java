package jp.enishi.talents.taxonomy.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.messaging.OutgoingEvent;
import jp.enishi.platform.taxonomy.AddedWord;
import jp.enishi.talents.taxonomy.domain.OwnWords;

/** What others are told of the taxonomy: all the words in force, so that the newest event is enough. */
public final class TaxonomyEvents {
    /** There is one taxonomy, so that its events have one order. */
    public static final UUID TAXONOMY = UUID.nameUUIDFromBytes("taxonomy".getBytes(StandardCharsets.UTF_8));

    private TaxonomyEvents() {}

    /** Schema: {@code talents.taxonomy-revised.v1}. */
    record Data(long revision, List<AddedWord> words) {}

    public static OutgoingEvent revised(OwnWords words) {
        return new OutgoingEvent(
                "talents.taxonomy-revised.v1",
                "talents.taxonomy",
                TAXONOMY,
                words.revision(),
                new Data(words.revision(), words.words()));
    }
}
