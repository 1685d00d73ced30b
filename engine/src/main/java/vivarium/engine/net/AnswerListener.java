package vivarium.engine.net;

import org.apache.kafka.common.protocol.ApiMessage;

/** Is told of answers at the moment the asker receives them, before it acts on them. */
public interface AnswerListener {
  void answered(Request request, ApiMessage response);
}
