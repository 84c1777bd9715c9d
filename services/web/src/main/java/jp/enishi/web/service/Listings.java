package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Published cases; the first page also tells how many there are and what they can be narrowed by. */
public record Listings(
        List<Listing> items,
        @Nullable String next,
        @Nullable Long total,
        List<Ranking.Facet> facets) {
    public Listings {
        items = items == null ? List.of() : items;
        facets = facets == null ? List.of() : facets;
    }

    /** The values of a facet and how many cases have each. */
    public List<Ranking.Count> values(String facet) {
        return facets.stream()
                .filter(each -> each.name().equals(facet))
                .flatMap(each -> each.values().stream())
                .toList();
    }
}
