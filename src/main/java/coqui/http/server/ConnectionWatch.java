package coqui.http.server;

import coqui.http.JsonAnswer;
import coqui.http.Problem;
import coqui.http.RequestId;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Watches over one connection: that there are not too many of them, that a head does not dribble in for ever, that its
 * first line can be looked for.
 *
 * <p><b>Time.</b> It runs while no request is unanswered: from the opening or the last answer to the end of the next
 * head. When it is over, half a head is answered with 408; a client that sent nothing, or is still sending the body of
 * a request that was answered, is hung up on, since there is nothing to answer.
 * <p><b>Bodies</b> that are not in the chunks they should be in are answered with 400.
 * <p><b>Threads.</b> The connection's event loop only, but for {@code connections} and {@code requests}.
 */
final class ConnectionWatch extends ChannelDuplexHandler {

  private final ServerLimits limits;
  private final AtomicInteger connections;   // of all; this one counts from handlerAdded to handlerRemoved
  private final AnswerListener listener;
  private final Unanswered requests;         // of all connections
  private int unsent;             // of those, what is of this connection
  private Future<?> deadline;
  private int unanswered;
  private boolean receiving;      // a request whose head is there and whose end is not
  private boolean decoded;        // something of a request, since bytes arrived
  private boolean begun;          // bytes arrived that are no whole head yet
  private boolean answering;      // an answer's head is out and its end is not
  private String path;            // of the last request whose head was read; null before
  private boolean over;           // the last word was said here; the connection closes when it is out

  ConnectionWatch(
      ServerLimits limits, AtomicInteger connections, Unanswered requests, AnswerListener listener) {
    this.limits = limits;
    this.connections = connections;
    this.requests = requests;
    this.listener = listener;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    int open = connections.incrementAndGet();
    if (open > limits.connections()) {
      answer(context, new Problem(503, "overloaded", "There are more than %d connections (%s); try again shortly."
          .formatted(limits.connections(), ServerLimits.CONNECTIONS), Map.of(), Map.of("Retry-After", "2")));
    } else {
      startClock(context);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    connections.decrementAndGet();
    sent(unsent);
    stopClock();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    decoded = true;
    if (message instanceof HttpContent content && !(message instanceof HttpRequest)
        && content.decoderResult().isFailure()) {
      // Vert.x would hang up without an answer.
      refuseBody(context);
    }
    if (over) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      unanswered++;
      unsent++;
      requests.add();
      receiving = true;
      begun = false;
      path = request.uri();
      stopClock();
      if (request.decoderResult().isSuccess() && !BadHttp.isReadable(request)) {
        request.setProtocolVersion(HttpVersion.HTTP_1_1);   // that of the answer
        request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("no path, or no known version")));
      }
    }
    if (message instanceof LastHttpContent) {
      receiving = false;
    }
    super.channelRead(context, message);
  }

  private void refuseBody(ChannelHandlerContext context) {
    if (unanswered == 1 && !answering) {
      answer(context, BadHttp.problem(null, limits));
    } else {
      context.close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    begun |= !decoded && !receiving;
    decoded = false;
    super.channelReadComplete(context);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
    if (over) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    boolean informational = message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    answering |= !informational;
    if (message instanceof LastHttpContent && !informational) {
      answering = false;
      unanswered--;
      if (unanswered == 0) {
        startClock(context);
      }
      super.write(context, message, promise.unvoid().addListener(out -> sent(1)));
    } else {
      super.write(context, message, promise);
    }
  }

  private void sent(int answers) {
    int counted = Math.min(answers, unsent);   // none, where the connection is gone: then all were counted
    unsent -= counted;
    requests.remove(counted);
  }

  private void startClock(ChannelHandlerContext context) {
    deadline = context.executor().schedule(
        () -> timeIsOver(context), limits.headTime().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stopClock() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private void timeIsOver(ChannelHandlerContext context) {
    if (begun) {
      answer(context, Problem.of(408, "receive_timeout", "The head of the request took longer than %d s (%s)."
          .formatted(limits.headTime().toSeconds(), ServerLimits.HEAD_TIME)));
    } else {
      context.close();
    }
  }

  /** By hand, since there is no request that Vert.x could answer. */
  private void answer(ChannelHandlerContext context, Problem problem) {
    over = true;
    listener.refused(problem.status());
    String id = RequestId.fresh();
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(problem.status()), Unpooled.wrappedBuffer(ErrorShape.at(path).json(problem, id)));
    response.headers()
        .set(RequestId.HEADER, id)
        .set("Content-Type", JsonAnswer.MEDIA_TYPE)
        .set("Content-Length", response.content().readableBytes())
        .set("Connection", "close");
    problem.headers().forEach(response.headers()::set);
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
