package vivarium.engine.broker.handler;

import org.apache.kafka.common.message.ApiVersionsRequestData;
import vivarium.engine.net.Request;
import vivarium.engine.wire.ApiVersionsAnswer;

/** ApiVersions: tells exactly what is served. */
public final class ApiVersionsHandler implements ApiHandler {
  @Override
  public void handle(Request request) {
    request.reply(ApiVersionsAnswer.to(request.version(), (ApiVersionsRequestData) request.body()));
  }
}
