package jp.enishi.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events carry ids and facts, never who somebody is. */
class PersonalDataTest {
    private static final Set<String> PERSONAL = Set.of(
            "name",
            "names",
            "email",
            "mail",
            "phone",
            "telephone",
            "tel",
            "fax",
            "birth",
            "birthday",
            "birthdate",
            "age",
            "gender",
            "sex",
            "nationality",
            "citizenship",
            "race",
            "religion",
            "family",
            "given",
            "surname",
            "romaji",
            "kana",
            "photo",
            "picture",
            "image",
            "address",
            "street",
            "contact",
            "spouse",
            "marital",
            "children",
            "company",
            "employer");
    /** A listing's recruiter is the client company: public business data the law asks for. */
    private static final Set<String> PUBLIC_BUSINESS_DATA = Set.of(
            "/$defs/Listing/properties/recruiterName",
            "/$defs/Listing/properties/recruiterAddress",
            "/$defs/Listing/properties/recruiterContact");
    /** A reference, no personal data. */
    private static final Set<String> REFERENCES = Set.of("companyId");

    @Test
    void no_event_names_personal_data() {
        Schemas.current()
                .forEach((type, schema) -> assertThat(personal(schema)).as(type).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "familyName",
                "contactPhone",
                "email",
                "birthDate",
                "age",
                "gender",
                "nationality",
                "company"
            })
    void a_planted_field_is_found(String field) {
        ObjectNode schema = Schemas.current().get("talents.talent-revised.v1").deepCopy();
        ((ObjectNode) schema.at("/$defs/Sheet/properties")).putObject(field).put("type", "string");
        assertThat(personal(schema)).containsExactly("/$defs/Sheet/properties/" + field);
    }

    @Test
    void the_exception_holds_for_the_listing_only() {
        ObjectNode schema = Schemas.current().get("cases.case-published.v1").deepCopy();
        ((ObjectNode) schema.get("properties")).putObject("recruiterName").put("type", "string");
        assertThat(personal(schema)).containsExactly("/properties/recruiterName");
    }

    private static List<String> personal(JsonNode schema) {
        List<String> found = new ArrayList<>();
        collect(schema, "", found);
        found.removeAll(PUBLIC_BUSINESS_DATA);
        return found;
    }

    private static void collect(JsonNode node, String at, List<String> found) {
        node.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            boolean personal = Arrays.stream(name.split("(?<=[a-z])(?=[A-Z])|[_-]"))
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .anyMatch(PERSONAL::contains);
            if (personal && !REFERENCES.contains(name)) {
                found.add(at + "/properties/" + name);
            }
        });
        node.properties().forEach(member -> collect(member.getValue(), at + "/" + member.getKey(), found));
    }
}
