package jp.enishi.talents.taxonomy;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jp.enishi.platform.taxonomy.Taxonomy;

/** The taxonomy as a bean. */
class TaxonomyProducer {
    @Produces
    @Singleton
    Taxonomy taxonomy() {
        return Taxonomy.load();
    }
}
