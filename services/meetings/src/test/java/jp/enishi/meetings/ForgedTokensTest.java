package jp.enishi.meetings;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.ForgedTokensContract;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class ForgedTokensTest extends ForgedTokensContract {
    @Override
    protected String path() {
        return "/api/v1/meetings";
    }
}
