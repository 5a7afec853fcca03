package coqui.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

  private static final String PEER = "10.0.0.1";

  @ParameterizedTest(name = "{0} proxies, {1} → {2}")
  @CsvSource({
      "0, '203.0.113.7', 10.0.0.1",
      "1, '203.0.113.7', 203.0.113.7",
      "1, '198.51.100.1, 203.0.113.7', 203.0.113.7",
      "2, '198.51.100.1, 203.0.113.7', 198.51.100.1",
      "2, '1.1.1.1, 198.51.100.1 ,203.0.113.7', 198.51.100.1",
      "2, '203.0.113.7', 10.0.0.1",
      "1, '203.0.113.7:4711', 203.0.113.7",
      "1, '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'",
      "1, '[2001:db8:1:2:3:4:5:6]:4711', '2001:db8:1:2::/64'",
      "1, '::ffff:203.0.113.7', 203.0.113.7"})
  void of_forwarded_isTheEntryThatTheFirstTrustedProxyWrote(int proxies, String forwardedFor, String client) {
    assertThat(new ClientAddress(proxies).of(PEER, List.of(forwardedFor))).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "unknown", "localhost", "example.org", "203.0.113", "203.0.113.7 and more", "_x"})
  void of_forwardedByNoAddress_isThePeer(String forwardedFor) {
    assertThat(new ClientAddress(1).of(PEER, List.of(forwardedFor))).isEqualTo(PEER);
  }

  @Test
  void of_severalHeaders_areOneList() {
    assertThat(new ClientAddress(2).of(PEER, List.of("9.9.9.9, 198.51.100.1", "203.0.113.7")))
        .isEqualTo("198.51.100.1");
  }

  @Test
  void of_oneNetwork_isOneClient() {
    ClientAddress addresses = new ClientAddress(0);

    assertThat(addresses.of("2001:db8:1:2::1", List.of())).isEqualTo(addresses.of("2001:db8:1:2:ffff::9", List.of()));
    assertThat(addresses.of("2001:db8:1:3::1", List.of())).isNotEqualTo(addresses.of("2001:db8:1:2::1", List.of()));
  }
}
