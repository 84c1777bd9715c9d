package jp.enishi.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.ForgedTokensContract;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Upstream.class)
class ForgedTokensTest extends ForgedTokensContract {
    @Override
    protected String path() {
        return "/api/v1/talents/me";
    }

    /** The gateway serves every audience and its sessions hold ID tokens; each service checks both. */
    @Override
    protected Set<String> checkedBehind() {
        return Set.of("audience", "no audience", "ID token");
    }
}
