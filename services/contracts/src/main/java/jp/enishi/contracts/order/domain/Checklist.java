package jp.enishi.contracts.order.domain;

import java.util.Arrays;
import java.util.List;
import jp.enishi.contracts.order.domain.LegalItem.Standing;

/** Whether an order says all that the law wants of it. */
public record Checklist(boolean complete, List<LegalItem> missing, List<Line> items) {

    /** One item and the place that it comes from. */
    public record Line(LegalItem item, String source, Standing standing) {}

    public static Checklist of(OrderFacts facts) {
        var items = Arrays.stream(LegalItem.values())
                .map(item -> new Line(item, item.source(), item.standing(facts)))
                .toList();
        var missing = items.stream()
                .filter(line -> line.standing() == Standing.MISSING)
                .map(Line::item)
                .toList();
        return new Checklist(missing.isEmpty(), missing, items);
    }
}
