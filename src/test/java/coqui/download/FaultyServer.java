package coqui.download;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A server on a port of its own that answers each request with the very bytes that a test says, or with none; one
 * request a connection, a thread each.
 */
public final class FaultyServer implements AutoCloseable {

  private final ServerSocket socket;
  private final String scheme;
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** @param headers by their names in lower case */
  public record Request(String target, Map<String, String> headers) {

    public String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** Writes an answer, head and all; the connection is closed after it. */
  @FunctionalInterface
  public interface Reply {
    void to(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  private FaultyServer(ServerSocket socket, String scheme) {
    this.socket = socket;
    this.scheme = scheme;
    Thread thread = new Thread(this::accept, "faulty-server");
    thread.setDaemon(true);
    thread.start();
  }

  public static FaultyServer start() throws IOException {
    return new FaultyServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http");
  }

  static FaultyServer start(SSLContext tls) throws IOException {
    return new FaultyServer(
        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), "https");
  }

  /** Answers requests for {@code target} in this order; the last one stays. */
  public FaultyServer on(String target, Reply... inOrder) {
    replies.put(target, new ArrayDeque<>(Arrays.asList(inOrder)));
    return this;
  }

  /** The folder {@code /xtts/}. */
  public URI folder() {
    return URI.create(scheme + "://localhost:" + socket.getLocalPort() + "/xtts/");
  }

  /** What was asked for, in order. */
  public List<Request> requests(String target) {
    return requests.stream().filter(request -> request.target().equals(target)).toList();
  }

  public List<Request> requests() {
    return requests;
  }

  /** A header of all requests for {@code target}, in order; null where one lacks it. */
  List<String> sent(String target, String header) {
    return requests(target).stream().map(request -> request.header(header)).collect(Collectors.toList());
  }

  /** Says nothing (more) until the server closes. */
  public Reply silence() {
    return (request, out) -> closed.await();
  }

  /** Waits until the server closes, for a reply that has begun. */
  public CountDownLatch closed() {
    return closed;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        Thread thread = new Thread(() -> serve(connection), "faulty-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException endOrRefusedHandshake) {
        // the loop's condition tells which
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Request request = read(connection.getInputStream());
      if (request == null) {
        return;
      }
      requests.add(request);
      Deque<Reply> inOrder = replies.getOrDefault(request.target(), new ArrayDeque<>(List.of(Replies.status(404))));
      Reply reply;
      synchronized (inOrder) {
        reply = inOrder.size() > 1 ? inOrder.poll() : inOrder.peek();
      }
      OutputStream out = new BufferedOutputStream(connection.getOutputStream());
      reply.to(request, out);
      out.flush();
    } catch (IOException clientIsGone) {
      // as a client that gave up should be
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    List<String> lines = head.toString().lines().toList();
    Map<String, String> headers = lines.stream().skip(1).filter(line -> line.contains(":")).collect(Collectors.toMap(
        line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
        line -> line.substring(line.indexOf(':') + 1).strip()));
    return new Request(lines.get(0).split(" ")[1], headers);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
