package jp.enishi.cases;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jp.enishi.cases.clientcase.domain.RequirementsRules;
import jp.enishi.platform.kernel.Wording;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Joins the rules of the domain with their data: the taxonomy and the list of words. */
@ApplicationScoped
class CaseRules {

    /** Reads the words from {@code cases.wording}, a file, or else those that ship with the software. */
    @Produces
    @Singleton
    RequirementsRules requirementsRules(@ConfigProperty(name = "cases.wording") Optional<String> file) {
        Wording wording = file.map(CaseRules::read).orElseGet(Wording::shipped);
        return new RequirementsRules(new TaxonomyVocabulary(Taxonomy.load()), wording);
    }

    private static Wording read(String file) {
        try {
            return Wording.of(Files.readAllLines(Path.of(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
