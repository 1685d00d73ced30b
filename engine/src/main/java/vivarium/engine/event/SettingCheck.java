package vivarium.engine.event;

/** Refuses a client's setting that is not valid. */
final class SettingCheck {

  private SettingCheck() {}

  /**
   * Does nothing if the condition holds.
   *
   * @throws IllegalArgumentException naming the setting, its value and what would be valid
   */
  static void require(boolean holds, String name, Object value, String valid) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s=%s is not valid: it must be %s".formatted(name, value, valid));
    }
  }
}
