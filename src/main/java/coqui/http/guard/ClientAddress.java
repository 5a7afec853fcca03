package coqui.http.guard;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request comes from. Each proxy appends to {@code X-Forwarded-For} who connected to it, so with <i>n</i>
 * proxies in front that can be trusted, the <i>n</i>th entry from the end is the client's; what stands before it,
 * anybody may have written.
 *
 * <p>Of an IPv6 address the first 64 bits count: whoever has one has the whole network.
 */
final class ClientAddress {

  private static final String HEADER = "X-Forwarded-For";
  private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]+)](?::\\d+)?|([^:]+):\\d+");
  private static final int NETWORK_BYTES = 8;

  private final int trustedProxies;

  /** @param trustedProxies in front of this server, 0 for none */
  ClientAddress(int trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /** A name for whoever is there: the same for the same address, or network. */
  String of(HttpServerRequest request) {
    return of(request.remoteAddress().hostAddress(), request.headers().getAll(HEADER));
  }

  String of(String remote, List<String> forwardedFor) {
    List<String> entries = forwardedFor.stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .map(String::strip)
        .toList();
    int index = entries.size() - trustedProxies;
    // With fewer entries than proxies, or one that is no address, the request did not come by way of them all.
    InetAddress client = trustedProxies > 0 && index >= 0 ? address(entries.get(index)) : null;
    if (client == null) {
      client = address(remote);
    }
    return client == null ? remote : network(client);
  }

  /** Null for what is no address; no name is looked up. */
  private static InetAddress address(String text) {
    Matcher withPort = WITH_PORT.matcher(text);
    String bare = !withPort.matches() ? text : withPort.group(1) != null ? withPort.group(1) : withPort.group(2);
    return NetUtil.createInetAddressFromIpAddressString(bare);
  }

  private static String network(InetAddress client) {
    if (!(client instanceof Inet6Address)) {
      return client.getHostAddress();
    }
    byte[] network = Arrays.copyOf(client.getAddress(), NETWORK_BYTES);
    return NetUtil.bytesToIpAddress(Arrays.copyOf(network, client.getAddress().length)) + "/64";
  }
}
