package vivarium.engine.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.engine.wire.BadRequestException;
import vivarium.engine.wire.DecodedRequest;
import vivarium.engine.wire.EncodedResponse;

/**
 * One connection. Everything below happens on its channel's event loop; calls from other threads
 * are passed to it.
 *
 * <pre>
 *   bytes ─▶ FrameReader ─▶ queue ─▶ outstanding request ─▶ listener
 *                 ▲ not read while the queue or the budget is full
 *                           ▲ not emptied while a request is outstanding or answers pile up
 * </pre>
 */
final class Connection extends ChannelInboundHandlerAdapter implements GatewayConnection {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** How exactly times are kept: a limit is passed by at most this part of it. */
  private static final int LOOKS_IN_LIMIT = 4;

  private final Gateway gateway;
  private final BrokerListener broker;
  private final SocketChannel channel;
  private final long id;
  private final String remoteAddress;
  private final FrameReader reader;
  private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
  private @Nullable GatewayRequest outstanding;
  private boolean registered;
  private boolean waitsForRoom;
  private long idleSinceNanos;
  private long unfinishedSinceNanos;
  private boolean hasAsked;
  private String closeReason = "the client closed it";

  Connection(Gateway gateway, BrokerListener broker, SocketChannel channel) {
    this.gateway = gateway;
    this.broker = broker;
    this.channel = channel;
    this.id = gateway.nextConnectionId();
    InetSocketAddress remote = channel.remoteAddress();
    this.remoteAddress =
        remote == null
            ? "a client already gone"
            : remote.getAddress().getHostAddress() + ":" + remote.getPort();
    this.reader = new FrameReader(gateway.limits().maxFrameBytes(), broker.budget());
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public int brokerId() {
    return broker.brokerId();
  }

  @Override
  public String remoteAddress() {
    return remoteAddress;
  }

  ChannelFuture closeFuture() {
    return channel.closeFuture();
  }

  // Coming and going.

  @Override
  public void channelActive(ChannelHandlerContext context) {
    idleSinceNanos = System.nanoTime();
    unfinishedSinceNanos = idleSinceNanos;
    registered = broker.register(this);
    if (registered) {
      gateway.listener().connected(this);
      lookLater();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    reader.discard();
    queue.forEach(frame -> broker.budget().give(frame.length));
    queue.clear();
    if (outstanding != null) {
      broker.budget().give(outstanding.sizeBytes());
      outstanding = null;
    }
    if (registered) {
      registered = false;
      broker.unregister(this);
      gateway.listener().disconnected(this, closeReason);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      // The client's end is gone; that is its right.
      closeReason = String.valueOf(cause.getMessage());
      close();
    } else {
      LOG.error("a connection failed in the gateway", cause);
      closeBecause("of an error in the gateway: " + cause);
    }
  }

  private void lookLater() {
    GatewayLimits limits = gateway.limits();
    long shorter = Math.min(limits.maxRequestTime().toNanos(), limits.maxIdle().toNanos());
    var unused =
        channel.eventLoop().schedule(this::look, shorter / LOOKS_IN_LIMIT, TimeUnit.NANOSECONDS);
  }

  /** Closes the connection if it is held for nothing. */
  private void look() {
    if (!channel.isActive()) {
      return;
    }
    long now = System.nanoTime();
    if (outstanding != null || !channel.config().isAutoRead()) {
      unfinishedSinceNanos = now; // It is not the client who lets the other wait.
    } else if (reader.isInFrame() || !hasAsked) {
      closeIfUnfinished(now);
    } else if (now - idleSinceNanos >= gateway.limits().maxIdle().toNanos()) {
      closeReason = "idle for " + gateway.limits().maxIdle().toSeconds() + " s";
      LOG.debug("broker {}: connection from {} closed: idle", brokerId(), remoteAddress);
      close();
    }
    lookLater();
  }

  private void closeIfUnfinished(long now) {
    Duration most = gateway.limits().maxRequestTime();
    if (now - unfinishedSinceNanos >= most.toNanos()) {
      closeReason =
          "%s within %d s"
              .formatted(
                  reader.isInFrame() ? "a request was begun and not ended" : "nothing was asked",
                  most.toSeconds());
      broker
          .unfinished()
          .warn(
              "broker %d: connection from %s closed: %s"
                  .formatted(brokerId(), remoteAddress, closeReason));
      close();
    }
  }

  private void close() {
    ChannelFuture unused = channel.close();
  }

  /** Closes the connection for something the client did wrong, with one log line. */
  private void closeBecause(String reason) {
    if (!channel.isActive()) {
      return;
    }
    closeReason = reason;
    LOG.warn("broker {}: connection from {} closed: {}", brokerId(), remoteAddress, reason);
    close();
  }

  @Override
  public void reset() {
    onLoop(
        () -> {
          if (channel.isOpen()) {
            closeReason = "reset";
            // A linger of nothing makes close send RST instead of FIN.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            close();
          }
        });
  }

  private void onLoop(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the gateway is closed, and connection {} with it", id);
    }
  }

  // Requests in.

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (channel.isActive()) {
        read(bytes);
      }
    } catch (BadFrameException e) {
      closeBecause(String.valueOf(e.getMessage()));
    } finally {
      bytes.release();
    }
    handOnNext();
  }

  private void read(ByteBuf bytes) throws BadFrameException {
    boolean wasInFrame = reader.isInFrame();
    int whole = queue.size();
    reader.read(bytes, queue::add);
    boolean isAnotherRequest = queue.size() > whole || (hasAsked && !wasInFrame);
    hasAsked |= queue.size() > whole;
    if (isAnotherRequest) {
      unfinishedSinceNanos = System.nanoTime();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    handOnNext();
  }

  private void handOnNext() {
    if (outstanding == null && channel.isActive() && channel.isWritable()) {
      byte[] frame = queue.poll();
      if (frame != null) {
        handOn(frame);
      }
    }
    readOrWait();
  }

  private void handOn(byte[] frame) {
    DecodedRequest decoded;
    try {
      decoded = DecodedRequest.decode(frame);
    } catch (BadRequestException e) {
      broker.budget().give(frame.length);
      closeBecause(String.valueOf(e.getMessage()));
      return;
    }
    GatewayRequest request =
        new GatewayRequest(
            this,
            decoded.apiKey(),
            decoded.apiVersion(),
            decoded.correlationId(),
            decoded.clientId(),
            decoded.body(),
            frame.length);
    outstanding = request;
    if (!gateway.listener().received(request)) {
      closeBecause("too many requests already wait for the cluster");
    }
  }

  /**
   * Reads from the socket only while what was read has somewhere to go. A frame that has begun is
   * read to its end even above the budget's soft bound, since otherwise begun frames alone could
   * fill it and wait for each other.
   */
  private void readOrWait() {
    boolean mayBegin = broker.budget().hasRoom() && !waitsForRoom;
    boolean isQueueFull = queue.size() >= gateway.limits().maxQueuedRequests();
    channel.config().setAutoRead(!isQueueFull && (mayBegin || reader.isInFrame()));
    if (!mayBegin && !waitsForRoom) {
      waitsForRoom = true;
      broker
          .budget()
          .whenRoom(
              () ->
                  onLoop(
                      () -> {
                        waitsForRoom = false;
                        readOrWait();
                      }));
    }
  }

  // Responses out.

  @Override
  public void respond(GatewayRequest request, ApiMessage response) {
    onLoop(() -> finish(request, response));
  }

  @Override
  public void respondNothing(GatewayRequest request) {
    onLoop(() -> finish(request, null));
  }

  private void finish(GatewayRequest request, @Nullable ApiMessage response) {
    if (outstanding != request) {
      return; // The connection is gone, and its request with it.
    }
    outstanding = null;
    idleSinceNanos = System.nanoTime();
    broker.budget().give(request.sizeBytes());
    if (response != null) {
      write(request, response);
    }
    handOnNext();
  }

  private void write(GatewayRequest request, ApiMessage response) {
    try {
      EncodedResponse encoded =
          EncodedResponse.of(
              request.apiKey(), request.apiVersion(), request.correlationId(), response);
      int size = encoded.sizeBytes();
      ByteBuf buffer = channel.alloc().directBuffer(size, size);
      encoded.writeTo(buffer.internalNioBuffer(0, size));
      buffer.writerIndex(size);
      broker.budget().take(size);
      channel.writeAndFlush(buffer).addListener(done -> broker.budget().give(size));
    } catch (RuntimeException e) {
      LOG.error(
          "{} version {} cannot carry {}",
          request.body().getClass().getSimpleName(),
          request.apiVersion(),
          response,
          e);
      closeBecause("its answer could not be encoded");
    }
  }
}
