package jp.enishi.talents.talent.persistence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.UUID;
import jp.enishi.talents.talent.domain.Availability;
import jp.enishi.talents.talent.domain.Profile;
import jp.enishi.talents.talent.domain.Resume;
import jp.enishi.talents.talent.domain.Status;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.domain.Wishes;
import org.jspecify.annotations.Nullable;

/** A talent as it is kept. Fields that a later release drops are read over, so that old versions stay readable. */
record TalentDocument(
        Profile profile,
        Resume resume,
        @Nullable Availability availability,
        @Nullable Wishes wishes) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    static String write(Talent talent) {
        try {
            return JSON.writeValueAsString(
                    new TalentDocument(talent.profile(), talent.resume(), talent.availability(), talent.wishes()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write talent " + talent.id().value(), e);
        }
    }

    static Talent read(UUID id, @Nullable UUID userId, long version, String status, String document) {
        try {
            var read = JSON.readValue(document, TalentDocument.class);
            return new Talent(
                    new TalentId(id),
                    userId,
                    version,
                    Status.valueOf(status),
                    read.profile(),
                    read.resume(),
                    read.availability(),
                    read.wishes());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read version " + version + " of talent " + id, e);
        }
    }
}
