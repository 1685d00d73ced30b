package vivarium.engine.broker.handler;

import vivarium.engine.net.Request;

/** Answers the requests of one API. */
public interface ApiHandler {
  void handle(Request request);
}
