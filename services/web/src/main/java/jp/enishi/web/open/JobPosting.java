package jp.enishi.web.open;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.web.page.Language;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.service.Listing;
import jp.enishi.web.service.Position;
import jp.enishi.web.service.SkillNeed;
import jp.enishi.web.service.Text;
import jp.enishi.web.service.Workplace;
import org.jspecify.annotations.Nullable;

/** A published case in the words of schema.org, for search engines. */
final class JobPosting {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END_OF_DAY = "T23:59:59+09:00";

    private JobPosting() {}

    /** The document, safe within a script element. */
    static String of(Listing listing, Language language, String address) {
        ObjectNode posting = typed("JobPosting");
        posting.put("@context", "https://schema.org");
        posting.put("title", said(listing.title(), language));
        posting.put("description", said(listing.workContent(), language));
        posting.put("url", address);
        posting.put("datePosted", listing.publishedAt());
        if (listing.closesOn() != null) {
            posting.put("validThrough", listing.closesOn() + END_OF_DAY);
        }
        posting.put("employmentType", "CONTRACTOR");
        posting.put("directApply", true);
        posting.set("identifier", typed("PropertyValue").put("name", "Enishi").put("value", listing.caseId()));
        posting.set("hiringOrganization", typed("Organization").put("name", said(listing.recruiterName(), language)));
        where(posting, listing.workplace(), language);
        var budget = listing.budget();
        if (budget != null && budget.lower() != null && budget.upper() != null) {
            ObjectNode salary =
                    typed("MonetaryAmount").put("currency", budget.upper().currency());
            salary.set(
                    "value",
                    typed("QuantitativeValue")
                            .put("minValue", budget.lower().amount())
                            .put("maxValue", budget.upper().amount())
                            .put("unitText", "MONTH"));
            posting.set("baseSalary", salary);
        }
        if (listing.period() != null) {
            posting.put("jobStartDate", listing.period().start());
        }
        posting.put(
                "totalJobOpenings",
                listing.positions().stream()
                        .map(Position::headCount)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .sum());
        posting.put(
                "skills",
                listing.positions().stream()
                        .flatMap(position -> Stream.concat(position.must().stream(), position.nice().stream()))
                        .map(SkillNeed::skill)
                        .distinct()
                        .map(skill -> Vocabulary.name("skills", skill, language))
                        .collect(Collectors.joining(", ")));
        try {
            // A text that ends the element would end it here too.
            return JSON.writeValueAsString(posting).replace("<", "\\u003c");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void where(ObjectNode posting, @Nullable Workplace workplace, Language language) {
        if (workplace == null || "REMOTE".equals(workplace.kind())) {
            posting.put("jobLocationType", "TELECOMMUTE");
            posting.set("applicantLocationRequirements", typed("Country").put("name", "Japan"));
            return;
        }
        ObjectNode address = typed("PostalAddress").put("addressCountry", "JP");
        if (workplace.prefecture() != null) {
            address.put("addressRegion", Vocabulary.name("prefectures", workplace.prefecture(), language));
        }
        if (workplace.place() != null) {
            address.put("streetAddress", said(workplace.place(), language));
        }
        posting.set("jobLocation", typed("Place").set("address", address));
    }

    private static ObjectNode typed(String type) {
        return JSON.createObjectNode().put("@type", type);
    }

    private static String said(@Nullable Text text, Language language) {
        return text == null ? "" : text.in(language);
    }
}
