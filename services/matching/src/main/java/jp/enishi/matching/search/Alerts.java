package jp.enishi.matching.search;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Matchmaker;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.matching.search.SearchAlerted.Reason;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells saved searches what newly fits them: what fits now and did not by the facts of the version before. A search is told
 * of the same thing for the same reason once for ever. Runs inside the transaction of the event.
 */
@ApplicationScoped
public class Alerts {
    private static final String TYPE = "matching.search-alerted.v1";
    private static final String TOPIC = "matching.alert";

    private final Matchmaker matchmaker;
    private final Searches searches;
    private final SearchIndex index;
    private final Vocabulary vocabulary;
    private final double closeSkill;
    private final Outbox outbox;
    private long known;
    /** The vocabulary with which the searches were read. */
    private String readWith;

    Alerts(Matchmaker matchmaker, Searches searches, Vocabulary vocabulary, Weights weights, Outbox outbox) {
        this.matchmaker = matchmaker;
        this.searches = searches;
        this.vocabulary = vocabulary;
        this.closeSkill = weights.limits().closeSkill();
        this.outbox = outbox;
        this.index = new SearchIndex(vocabulary);
        this.readWith = vocabulary.version();
    }

    public Uni<Void> ofCase(UUID caseId) {
        CaseState state = matchmaker.findCase(caseId).orElse(null);
        return state == null
                ? Uni.createFrom().voidItem()
                : tell(
                        Side.TALENT,
                        caseId,
                        state.version(),
                        Facts.of(state, matchmaker.today(), vocabulary, closeSkill),
                        null);
    }

    public Uni<Void> ofTalent(UUID talentId) {
        TalentState state = matchmaker.findTalent(talentId).orElse(null);
        return state == null
                ? Uni.createFrom().voidItem()
                : tell(
                        Side.CLIENT,
                        talentId,
                        state.version(),
                        List.of(Facts.of(state, vocabulary, closeSkill)),
                        state.userId());
    }

    private Uni<Void> tell(Side side, UUID object, long version, List<Facts> now, @Nullable UUID self) {
        return searches.changedAfter(known())
                .invoke(this::take)
                .chain(() -> searches.factsBefore(object, version, now))
                .chain(before -> {
                    Map<UUID, SavedSearch> found = new LinkedHashMap<>();
                    now.forEach(facts -> index.waitingFor(side, facts)
                            .forEach(search -> found.putIfAbsent(search.searchId(), search)));
                    List<Uni<Void>> told = new ArrayList<>();
                    for (SavedSearch search : found.values()) {
                        Set<Criterion> changed = before == null ? EnumSet.of(Criterion.OPEN) : lacked(search, before);
                        if (!changed.isEmpty() && !search.userId().equals(self)) {
                            told.add(tell(search, object, version, changed));
                        }
                    }
                    return Multi.createFrom()
                            .iterable(told)
                            .onItem()
                            .transformToUniAndConcatenate(each -> each)
                            .collect()
                            .last()
                            .replaceWithVoid();
                });
    }

    /** With other words all searches are read again: their texts may name other skills. */
    private synchronized long known() {
        String version = vocabulary.version();
        if (!version.equals(readWith)) {
            readWith = version;
            known = 0;
        }
        return known;
    }

    /** Two that read at once take the same changes twice, which is harmless: the later revision wins. */
    private synchronized void take(Searches.Changes changes) {
        if (changes.revision() >= known) {
            index.put(changes.searches());
            known = changes.revision();
        }
    }

    /** What the search lacked of what was there before; of several positions, of the one that lacked least. */
    private static Set<Criterion> lacked(SavedSearch search, List<Facts> before) {
        Set<Criterion> least = EnumSet.of(Criterion.OPEN);
        int size = Integer.MAX_VALUE;
        for (Facts facts : before) {
            Set<Criterion> missing = search.criteria().missing(search.side(), facts);
            if (missing.size() < size) {
                least = missing;
                size = missing.size();
            }
        }
        return least;
    }

    private Uni<Void> tell(SavedSearch search, UUID object, long version, Set<Criterion> changed) {
        boolean fresh = changed.contains(Criterion.OPEN);
        String reason =
                fresh ? Reason.NEW.name() : changed.stream().map(Enum::name).collect(Collectors.joining("+"));
        SearchAlerted alert = new SearchAlerted(
                Ids.named(search.searchId(), object, reason),
                search.searchId(),
                search.userId(),
                search.side(),
                search.side() == Side.TALENT ? object : null,
                search.side() == Side.CLIENT ? object : null,
                version,
                fresh ? Reason.NEW : Reason.CHANGED,
                fresh ? List.of() : List.copyOf(changed),
                List.copyOf(Criteria.given(search.criteria().skills())));
        return searches.firstTime(alert, object, reason)
                .chain(first -> first
                        ? outbox.append(new OutgoingEvent(TYPE, TOPIC, alert.alertId(), 1, alert))
                        : Uni.createFrom().voidItem());
    }
}
