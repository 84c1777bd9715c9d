package jp.enishi.cases;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.enishi.cases.clientcase.domain.RequirementsRules;
import jp.enishi.cases.clientcase.domain.Wording;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Joins the rules of the domain with their data: the taxonomy and the list of words. */
@ApplicationScoped
class CaseRules {

    /** Reads the words from {@code cases.wording}, a file, or else those that ship with the service. */
    @Produces
    @Singleton
    RequirementsRules requirementsRules(@ConfigProperty(name = "cases.wording") Optional<String> file) {
        return new RequirementsRules(new TaxonomyVocabulary(Taxonomy.load()), Wording.of(words(file)));
    }

    private static List<String> words(Optional<String> file) {
        try {
            if (file.isPresent()) {
                return Files.readAllLines(Path.of(file.get()));
            }
            try (InputStream shipped = CaseRules.class.getResourceAsStream("/wording.tsv")) {
                if (shipped == null) {
                    throw new IllegalStateException("no wording.tsv");
                }
                return new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
