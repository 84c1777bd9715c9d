package jp.enishi.talents;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import jp.enishi.talents.talent.domain.Sheet;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final Pattern PROTECTED = Pattern.compile(
            "(?i).*(nationalit|citizen|birth|^age$|^ages$|gender|^sex$|photo|portrait|face|marital|married|spouse|famil(?!yName)|child|religio|race).*");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("jp.enishi.talents");

    @Test
    void no_record_has_a_field_for_nationality_age_gender_photo_or_family() {
        assertThat(fields())
                .hasSizeGreaterThan(50)
                .noneMatch(field -> PROTECTED.matcher(field).matches());
        assertThat(List.of("nationality", "birthDate", "age", "photoUrl", "familyMembers", "gender"))
                .allMatch(field -> PROTECTED.matcher(field).matches());
    }

    @Test
    void the_sheet_has_no_field_for_names_companies_or_contact() {
        var fields = Arrays.stream(new Class<?>[] {Sheet.class, Sheet.Work.class})
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(component -> component.getName())
                .toList();
        assertThat(fields).noneMatch(field -> field.matches("(?i).*(name|company|project|mail|phone|user|address).*"));
    }

    private static List<String> fields() {
        return CLASSES.stream()
                .filter(type -> type.isRecord())
                .flatMap(type -> type.getFields().stream())
                .map(field -> field.getName())
                .toList();
    }
}
