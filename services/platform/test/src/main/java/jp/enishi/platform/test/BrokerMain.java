package jp.enishi.platform.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** A Kafka broker in its own JVM. It ends when its standard input does, so it never outlives the test. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Takes the file of broker properties; formats the log directory on the first start. */
    public static void main(String[] arguments) throws Exception {
        String properties = arguments[0];
        if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
            var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            int status = StorageTool.execute(
                    new String[] {"format", "-t", "4L6g3nShT-eMCtK--X86sw", "-c", properties}, quiet);
            if (status != 0) {
                throw new IllegalStateException("The log directory cannot be formatted: status " + status);
            }
        }
        Thread.ofPlatform().daemon().start(() -> waitForEnd(System.in));
        Kafka.main(new String[] {properties});
    }

    private static void waitForEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            System.err.println("The test has gone: " + closed.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }
}
