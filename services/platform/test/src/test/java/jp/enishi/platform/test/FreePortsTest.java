package jp.enishi.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void aServerWhosePortIsTakenIsStartedOnAnother() throws IOException {
        List<Integer> ports = new ArrayList<>();
        String address = FreePorts.start(() -> {
            ports.add(FreePorts.next());
            if (ports.size() < 3) {
                throw new IOException("taken");
            }
            return "there";
        });
        assertThat(address).isEqualTo("there");
        assertThat(ports).hasSize(3);
    }

    @Test
    void aServerThatNeverStartsSaysWhy() {
        assertThatIOException()
                .isThrownBy(() -> FreePorts.start(() -> {
                    throw new IOException("it never does");
                }))
                .withMessage("it never does");
    }

    @Test
    void aBrokerAndADatabaseWhosePortIsTakenFailSoThatTheyAreStartedAgain() throws IOException {
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = taken.getLocalPort();
            assertThatIOException()
                    .isThrownBy(() -> Broker.startOn(port, FreePorts.next()))
                    .withMessageContaining("Kafka did not start");
            assertThatIOException().isThrownBy(() -> Database.startOn(port, Duration.ofSeconds(1)));
        }
    }
}
