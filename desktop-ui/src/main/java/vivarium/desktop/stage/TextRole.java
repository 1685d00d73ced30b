package vivarium.desktop.stage;

/** The typeface of a text on the stage. */
public enum TextRole {
  /** Names of things. */
  NAME,
  /** Ordinary words. */
  BODY,
  /** Numbers, addresses, Kafka's names. */
  MONO,
  /** Numbers that must be found first. */
  MONO_BOLD
}
