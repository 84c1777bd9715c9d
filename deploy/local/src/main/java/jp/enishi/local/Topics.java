package jp.enishi.local;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The topics of the published language: one per aggregate, kept for ever, each with a topic for dead letters. */
public final class Topics {

    private static final List<String> AGGREGATES = List.of(
            "talents.talent",
            "talents.consent",
            "cases.inquiry",
            "cases.company",
            "cases.case",
            "cases.candidacy",
            "cases.proposal",
            "cases.view",
            "matching.match",
            "matching.alert",
            "meetings.meeting",
            "contracts.offer",
            "contracts.order",
            "contracts.engagement");

    static final Map<String, String> CONFIGURATION =
            Map.of("retention.ms", "-1", "retention.bytes", "-1", "cleanup.policy", "delete");

    private Topics() {}

    /** Every topic, dead-letter topics included. */
    public static List<String> all() {
        return AGGREGATES.stream()
                .flatMap(topic -> Stream.of(topic, topic + ".dead"))
                .toList();
    }
}
