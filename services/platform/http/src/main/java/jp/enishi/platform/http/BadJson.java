package jp.enishi.platform.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import java.util.Map;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;

/** What is wrong with a body that could not be read, without a word of how it is read here. */
final class BadJson {
    private BadJson() {}

    /** The refusal that the failure is; the failure itself when it is a fault of ours. */
    static Exception refusal(JsonProcessingException failure) {
        return switch (failure) {
            case StreamConstraintsException tooBig -> new Refusal(400, "json-too-complex");
            case JsonParseException syntax -> new Refusal(400, "json-malformed");
            case PropertyBindingException unknown -> at("json-unknown-field", "unknown-field", unknown);
            case InvalidDefinitionException ours -> ours;
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonProcessingException inner -> refusal(inner);
            case JsonMappingException mapping when mapping.getCause() instanceof RuleViolation rule -> rule;
            case JsonMappingException mapping when mapping.getCause() instanceof ValidationFailure invalid -> invalid;
            case MismatchedInputException mismatch -> at("json-mismatch", "wrong-type", mismatch);
            case JsonMappingException mapping -> at("json-value-invalid", "invalid", mapping);
            default -> new Refusal(400, "json-malformed");
        };
    }

    private static Refusal at(String code, String error, JsonMappingException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            String name = step.getFieldName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : Problems.escape(name));
        }
        return Refusal.at(400, code, error, pointer.toString(), Map.of());
    }
}
