package jp.enishi.contracts;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.ForgedTokensContract;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class ForgedTokensTest extends ForgedTokensContract {
    @Override
    protected String path() {
        return "/api/v1/orders";
    }
}
