package vivarium.engine.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import vivarium.engine.api.PortInUseException;

/**
 * The listeners of all brokers, on 127.0.0.1. Opening and closing may be asked from any thread but
 * the gateway's own, and return when it is done.
 */
public final class Gateway implements AutoCloseable {

  /** Bound and advertised literally: the name {@code localhost} may be IPv6 first. */
  public static final String HOST = "127.0.0.1";

  /** Encoding and decoding keep two threads busy long before the cluster's one loop is. */
  private static final int MAX_THREADS = 4;

  private final GatewayListener listener;
  private final GatewayLimits limits;
  private final AtomicLong lastConnectionId = new AtomicLong();
  private final EventLoopGroup loops;
  private final TreeMap<Integer, BrokerListener> open = new TreeMap<>();
  private final TreeMap<Integer, Integer> ports = new TreeMap<>();
  private final TreeMap<Integer, HeldPort> heldPorts = new TreeMap<>();
  private boolean closed;

  public Gateway(GatewayListener listener) {
    this(listener, GatewayLimits.DEFAULT);
  }

  public Gateway(GatewayListener listener, GatewayLimits limits) {
    this.listener = listener;
    this.limits = limits;
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MAX_THREADS);
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("gateway", true), NioIoHandler.newFactory());
  }

  /**
   * Opens a broker's listener.
   *
   * @param port 0 for the port it had before, or for any free one if it had none
   * @return the port
   * @throws PortInUseException if the port cannot be had
   * @throws IllegalStateException if the broker's listener is open already, or the gateway closed
   */
  public synchronized int open(int brokerId, int port) {
    if (closed) {
      throw new IllegalStateException("the gateway is closed");
    }
    if (open.containsKey(brokerId)) {
      throw new IllegalStateException("the listener of broker " + brokerId + " is already open");
    }
    int wanted = port == 0 ? ports.getOrDefault(brokerId, 0) : port;
    releasePort(brokerId);
    BrokerListener opened = new BrokerListener(brokerId, address(wanted), this, loops);
    open.put(brokerId, opened);
    ports.put(brokerId, opened.port());
    return opened.port();
  }

  /** Whether the broker's listener is not open. */
  public synchronized boolean isClosed(int brokerId) {
    return !open.containsKey(brokerId);
  }

  /**
   * The port of a broker's listener, open or closed.
   *
   * @throws IllegalArgumentException if it was never open
   */
  public synchronized int port(int brokerId) {
    Integer port = ports.get(brokerId);
    if (port == null) {
      throw new IllegalArgumentException("broker " + brokerId + " never had a listener");
    }
    return port;
  }

  /**
   * Closes a broker's listener and resets its connections, as when its process dies. The port
   * refuses connections from now on, and is kept for when the broker is back.
   */
  public synchronized void close(int brokerId) {
    BrokerListener listening = open.remove(brokerId);
    if (listening != null) {
      listening.close();
      holdPort(brokerId, listening.port());
    }
  }

  /** Closes the listener of a broker that is gone for good; its port is free. */
  public synchronized void forget(int brokerId) {
    close(brokerId);
    releasePort(brokerId);
    ports.remove(brokerId);
  }

  /** Closes everything; returns when all ports are free. */
  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(open.keySet()).forEach(this::close);
    ports.keySet().forEach(this::releasePort);
    Future<?> unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private void holdPort(int brokerId, int port) {
    HeldPort held = HeldPort.hold(address(port));
    if (held != null) {
      heldPorts.put(brokerId, held);
    }
  }

  private void releasePort(int brokerId) {
    HeldPort held = heldPorts.remove(brokerId);
    if (held != null) {
      held.close();
    }
  }

  private static InetSocketAddress address(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  GatewayListener listener() {
    return listener;
  }

  GatewayLimits limits() {
    return limits;
  }

  long nextConnectionId() {
    return lastConnectionId.incrementAndGet();
  }
}
