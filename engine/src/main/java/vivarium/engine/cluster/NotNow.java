package vivarium.engine.cluster;

/** A command cannot be carried out as things are; the message says what would be right. */
final class NotNow extends Exception {
  private static final long serialVersionUID = 1;

  NotNow(String reason) {
    super(reason);
  }
}
