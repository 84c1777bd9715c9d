package jp.enishi.meetings;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.OpenApiContract;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class OpenApiTest extends OpenApiContract {
    /** What somebody's calendar answered to an invitation. */
    @Override
    protected Set<String> otherwiseMeant() {
        return Set.of("attendance");
    }
}
