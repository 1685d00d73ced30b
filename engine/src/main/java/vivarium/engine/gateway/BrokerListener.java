package vivarium.engine.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.engine.api.PortInUseException;

/** The open listener of one broker and the connections it accepted. */
final class BrokerListener {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerListener.class);

  /** Largest piece read from a socket at once: four of these hold a full producer request. */
  private static final int MAX_READ_BYTES = 256 << 10;

  /** A connection with so many bytes of answers that it does not take is not served further. */
  private static final WriteBufferWaterMark UNSENT_BYTES =
      new WriteBufferWaterMark(256 << 10, 1 << 20);

  private static final long WARNING_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int brokerId;
  private final Gateway gateway;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final ByteBudget budget;
  private final RepeatedWarning tooMany;
  private final RepeatedWarning unfinished;
  private final Channel server;
  private volatile boolean closed;

  /**
   * Binds the port.
   *
   * @throws PortInUseException if it cannot be had
   */
  BrokerListener(int brokerId, InetSocketAddress address, Gateway gateway, EventLoopGroup loops) {
    this.brokerId = brokerId;
    this.gateway = gateway;
    GatewayLimits limits = gateway.limits();
    this.budget = new ByteBudget(limits.softBytesInFlight(), limits.hardBytesInFlight());
    this.tooMany = new RepeatedWarning(LOG, loops, WARNING_PERIOD_NANOS);
    this.unfinished = new RepeatedWarning(LOG, loops, WARNING_PERIOD_NANOS);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT_BYTES)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(1 << 10, 16 << 10, MAX_READ_BYTES))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(new Connection(gateway, BrokerListener.this, channel));
                  }
                });
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new PortInUseException(address.getPort(), bound.cause());
    }
    this.server = bound.channel();
  }

  int brokerId() {
    return brokerId;
  }

  ByteBudget budget() {
    return budget;
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** Takes an accepted connection in; if not, the connection is already closed. */
  boolean register(Connection connection) {
    if (connections.size() >= gateway.limits().maxConnectionsPerBroker()) {
      tooMany.warn(
          "broker %d: connection from %s closed: there are already %d"
              .formatted(brokerId, connection.remoteAddress(), connections.size()));
      connection.reset();
      return false;
    }
    connections.add(connection);
    if (closed) {
      connections.remove(connection);
      connection.reset();
      return false;
    }
    return true;
  }

  /** Tells of connections closed for a request that never became whole. */
  RepeatedWarning unfinished() {
    return unfinished;
  }

  void unregister(Connection connection) {
    connections.remove(connection);
  }

  /** Closes the listener, then resets every connection; returns when all are closed. */
  void close() {
    closed = true;
    server.close().awaitUninterruptibly();
    List<ChannelFuture> closing = new ArrayList<>();
    for (Connection connection : connections) {
      connection.reset();
      closing.add(connection.closeFuture());
    }
    closing.forEach(ChannelFuture::awaitUninterruptibly);
  }
}
