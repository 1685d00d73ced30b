package vivarium.engine.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of a dead broker, bound without listening: connections are refused, and nobody else gets
 * the port, least of all a client that reconnects and happens to be given it as its own end.
 */
final class HeldPort implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeldPort.class);

  /** The JDK closes a listening socket for good only at its selector's next turn: soon. */
  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long LOOK_NANOS = 100_000;

  private final SocketChannel socket;

  private HeldPort(SocketChannel socket) {
    this.socket = socket;
  }

  /**
   * Holds the port of a listener that is being closed. That it can be bound is also the proof that
   * the listener is gone.
   *
   * @return null, with a log line, if somebody else was faster
   */
  static @Nullable HeldPort hold(InetSocketAddress address) {
    long deadline = System.nanoTime() + MAX_WAIT_NANOS;
    while (true) {
      try {
        return new HeldPort(bind(address));
      } catch (IOException e) {
        if (System.nanoTime() >= deadline) {
          LOG.warn("port {} of a dead broker is not kept: {}", address.getPort(), e.getMessage());
          return null;
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  private static SocketChannel bind(InetSocketAddress address) throws IOException {
    SocketChannel socket = SocketChannel.open();
    try {
      return socket.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(address);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Lets the port go. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.warn("a port that was kept could not be let go: {}", e.getMessage());
    }
  }
}
