package jp.enishi.platform.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.enishi.platform.test.rest.Rest;
import org.junit.jupiter.api.Test;

/**
 * A part that takes bearer tokens refuses every forged one: {@code @QuarkusTest class ForgedTokensTest extends
 * ForgedTokensContract} with a path that a coordinator may read.
 */
public abstract class ForgedTokensContract {
    /** A route that no coordinator is refused at, be it found or not. */
    protected abstract String path();

    /** Whether the answer means that the caller is unknown; a page may send the reader to sign in instead. */
    protected boolean refuses(int status) {
        return status == 401;
    }

    /** Kinds that this part leaves to the one behind it. */
    protected Set<String> checkedBehind() {
        return Set.of();
    }

    @Test
    public void aGenuineTokenIsAccepted() {
        if (refuses(status(ForgedTokens.genuine()))) {
            throw new AssertionError("The genuine token is refused, so that the forged ones prove nothing");
        }
    }

    @Test
    public void everyForgedTokenIsRefused() {
        List<String> accepted = new ArrayList<>();
        for (Map.Entry<String, String> forged : ForgedTokens.all().entrySet()) {
            int status = status(forged.getValue());
            if (!refuses(status) && !checkedBehind().contains(forged.getKey())) {
                accepted.add(forged.getKey() + " is answered by " + status);
            }
        }
        if (!accepted.isEmpty()) {
            throw new AssertionError(accepted.toString());
        }
    }

    private int status(String token) {
        return Rest.given()
                .header("Authorization", "Bearer " + token)
                .get(path())
                .statusCode();
    }
}
