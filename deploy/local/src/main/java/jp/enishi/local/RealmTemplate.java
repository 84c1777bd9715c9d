package jp.enishi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The realm as code. Its placeholders are written as Keycloak itself writes them, {@code ${ENISHI_NAME:default}}, so the
 * same file is imported here and by {@code --import-realm} with environment variables elsewhere. The defaults are the
 * strict ones.
 */
public final class RealmTemplate {

    public static final String REALM = "enishi";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(ENISHI_[A-Z_]+)(?::([^}]*))?}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String template;

    RealmTemplate(String template) {
        this.template = template;
    }

    public static RealmTemplate load() {
        try (@Nullable InputStream in = RealmTemplate.class.getResourceAsStream("/keycloak/enishi-realm.json")) {
            if (in == null) {
                throw new Failure(
                        "keycloak/enishi-realm.json is not in the jar of the runner. Build it: ./enishi build");
            }
            return new RealmTemplate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure("Cannot read keycloak/enishi-realm.json", e);
        }
    }

    /** The services with an account of their own, which have a right to a part of the admin API. */
    static final Set<String> SERVICE_CLIENTS = Set.of("cases", "meetings", "contracts", "notifications");

    /**
     * The values for this machine: mail goes to the catcher, and staff sign in without a second factor.
     *
     * @param gatewayUrl where Keycloak itself reaches the gateway, to tell it that a session is over
     * @param clientSecret the secret of each of {@link #SERVICE_CLIENTS}
     */
    static Map<String, String> local(
            String publicUrl,
            String gatewayUrl,
            String smtpHost,
            int smtpPort,
            String bffKeySet,
            UnaryOperator<String> clientSecret) {
        Map<String, String> values = new HashMap<>();
        values.put("ENISHI_PUBLIC_URL", publicUrl);
        values.put("ENISHI_GATEWAY_URL", gatewayUrl);
        values.put("ENISHI_SMTP_HOST", smtpHost);
        values.put("ENISHI_SMTP_PORT", Integer.toString(smtpPort));
        values.put("ENISHI_SMTP_STARTTLS", "false");
        values.put("ENISHI_BFF_JWKS", bffKeySet);
        values.put("ENISHI_STAFF_OTP", "DISABLED");
        values.put("ENISHI_STAFF_ASKED_BEFORE", "DISABLED");
        values.put("ENISHI_ALLOW_HTTP", "true");
        for (String client : SERVICE_CLIENTS) {
            values.put("ENISHI_" + client.toUpperCase(Locale.ROOT) + "_SECRET", clientSecret.apply(client));
        }
        return values;
    }

    /** @throws Failure when a placeholder has neither a value nor a default, or the result is not JSON */
    public JsonNode render(Map<String, String> values) {
        Matcher matcher = PLACEHOLDER.matcher(template);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            @Nullable String value = values.getOrDefault(matcher.group(1), matcher.group(2));
            if (value == null) {
                throw new Failure("The realm template needs a value for " + matcher.group(1) + ".");
            }
            String quoted = JSON.valueToTree(value).toString();
            matcher.appendReplacement(text, Matcher.quoteReplacement(quoted.substring(1, quoted.length() - 1)));
        }
        matcher.appendTail(text);
        try {
            return JSON.readTree(text.toString());
        } catch (IOException e) {
            throw new Failure("The realm template is not JSON: " + e.getMessage(), e);
        }
    }
}
