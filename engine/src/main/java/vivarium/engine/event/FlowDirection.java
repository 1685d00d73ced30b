package vivarium.engine.event;

/** Which of the two halves of an exchange a message is. */
public enum FlowDirection {
  REQUEST,
  REPLY
}
