package vivarium.engine.scenario;

/** A scenario cannot be read; the message names the place, the value and what would be valid. */
public final class ScenarioException extends Exception {
  private static final long serialVersionUID = 1;

  ScenarioException(String message) {
    super(Quoted.message(message));
  }
}
