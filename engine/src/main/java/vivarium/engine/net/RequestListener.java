package vivarium.engine.net;

/**
 * Is told of requests at the moment they set out. Those of clients outside set out when they have
 * come in by their socket.
 */
public interface RequestListener {
  void sent(Request request);
}
