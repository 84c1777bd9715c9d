package jp.enishi.platform.test;

/** The parts that {@link EnishiTestResource} started. */
public final class TestParts {
    static final String DATABASE_NAME = "enishi.test.database";

    private TestParts() {}

    /** The database of the application under test. */
    public static Database database() {
        String name = System.getProperty(DATABASE_NAME);
        String server = System.getProperty("enishi.test.postgres");
        if (name == null || server == null) {
            throw new IllegalStateException("EnishiTestResource has not been started");
        }
        return Database.at(server, name);
    }

    /** The address of the Kafka broker. */
    public static String kafka() {
        return Broker.bootstrap();
    }
}
