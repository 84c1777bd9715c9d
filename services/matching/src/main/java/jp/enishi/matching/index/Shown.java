package jp.enishi.matching.index;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import jp.enishi.matching.score.Explanation;

/**
 * A part of an answer that was written once and is shown many times: as the bytes that it is in every answer, which is an
 * eighth of the memory of its tree and is copied instead of written.
 */
public final class Shown implements JsonSerializable {
    private final byte[] utf8;

    private Shown(byte[] utf8) {
        this.utf8 = utf8;
    }

    static Shown of(JsonNode tree) {
        return new Shown(StateReader.bytes(tree));
    }

    static Shown of(Explanation explanation) {
        return new Shown(StateReader.bytes(explanation));
    }

    /** As a tree, read anew. */
    public JsonNode tree() {
        return StateReader.json(utf8);
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeRawValue(new Raw(utf8));
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(json, provider);
    }
}
