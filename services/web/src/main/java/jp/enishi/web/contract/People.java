package jp.enishi.web.contract;

import jakarta.enterprise.context.RequestScoped;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.NamedTalent;
import jp.enishi.web.service.Reached;
import jp.enishi.web.service.TalentsService;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * What talents are called, for coordinators, who may read them all; nobody else is told a name here. Each is asked for once in a
 * request, those of a list {@linkplain #ahead at once}. A page goes without names while talents doesn't answer.
 */
@RequestScoped
public class People {
    private static final int MOST = 50;

    private final TalentsService talents;
    private final Together together;
    private final Pages pages;
    private final Map<String, Supplier<Map<String, String>>> asked = new ConcurrentHashMap<>();

    People(@RestClient TalentsService talents, Together together, Pages pages) {
        this.talents = talents;
        this.together = together;
        this.pages = pages;
    }

    /** Asks what these are called, now and at once. */
    public synchronized void ahead(Stream<? extends @Nullable String> talentIds) {
        if (!pages.page().is("coordinator")) {
            return;
        }
        List<String> unasked =
                known(talentIds).stream().filter(id -> !asked.containsKey(id)).toList();
        IntStream.iterate(0, from -> from < unasked.size(), from -> from + MOST)
                .mapToObj(from -> unasked.subList(from, Math.min(from + MOST, unasked.size())))
                .forEach(ids -> {
                    var answer = together.ask(() -> names(ids));
                    ids.forEach(id -> asked.put(id, answer));
                });
    }

    /** What somebody is called; null when the reader may not know, or nobody does any more. */
    public @Nullable String name(@Nullable String talentId) {
        if (talentId == null || !pages.page().is("coordinator")) {
            return null;
        }
        ahead(Stream.of(talentId));
        var answer = asked.get(talentId);
        return answer == null ? null : answer.get().get(talentId);
    }

    /** What these are called, by talent, of whom a name is known. */
    public Map<String, String> names(Stream<? extends @Nullable String> talentIds) {
        List<String> ids = known(talentIds);
        ahead(ids.stream());
        var names = new HashMap<String, String>();
        for (String id : ids) {
            String name = name(id);
            if (name != null) {
                names.put(id, name);
            }
        }
        return names;
    }

    /**
     * Asks what these are called, now and at once.
     *
     * @return what waits for the answer: the {@linkplain #names names}
     */
    public Supplier<Map<String, String>> asking(Stream<? extends @Nullable String> talentIds) {
        List<String> ids = known(talentIds);
        ahead(ids.stream());
        return () -> names(ids.stream());
    }

    private static List<String> known(Stream<? extends @Nullable String> ids) {
        var known = new LinkedHashSet<String>();
        ids.forEach(id -> {
            if (id != null) {
                known.add(id);
            }
        });
        return List.copyOf(known);
    }

    private Map<String, String> names(List<String> ids) {
        return Reached.orEmpty(
                        "the names of talents",
                        () -> talents.names(ids).items().stream()
                                .filter(one -> !one.in(pages.language()).isBlank())
                                .collect(Collectors.toMap(
                                        NamedTalent::talentId, one -> one.in(pages.language()), (one, other) -> one)))
                .orElse(Map.of());
    }
}
