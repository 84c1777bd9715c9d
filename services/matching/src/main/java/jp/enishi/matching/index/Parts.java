package jp.enishi.matching.index;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jp.enishi.matching.score.Scorer;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.taxonomy.Taxonomy;

/** Makes beans of the parts that know no framework. */
@ApplicationScoped
class Parts {
    @Produces
    @Singleton
    TaxonomyVocabulary vocabulary() {
        return new TaxonomyVocabulary(Taxonomy.load());
    }

    @Produces
    @Singleton
    Weights weights() {
        return Weights.load();
    }

    @Produces
    @Singleton
    Scorer scorer(Vocabulary vocabulary, Weights weights) {
        return new Scorer(vocabulary, weights);
    }

    @Produces
    @Singleton
    MatchAnalyzer analyzer(Vocabulary vocabulary) {
        return new MatchAnalyzer(vocabulary);
    }

    @Produces
    @Singleton
    TalentIndex talents(Vocabulary vocabulary, Weights weights, MatchAnalyzer analyzer) {
        return new TalentIndex(vocabulary, weights, analyzer);
    }

    @Produces
    @Singleton
    CaseIndex cases(Vocabulary vocabulary, Weights weights) {
        return new CaseIndex(vocabulary, weights);
    }
}
