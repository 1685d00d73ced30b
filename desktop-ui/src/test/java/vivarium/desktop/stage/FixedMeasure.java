package vivarium.desktop.stage;

/** A measure without fonts: letters as wide as they come out on average. */
final class FixedMeasure implements TextMeasure {

  @Override
  public double width(String text, TextRole role, double size) {
    boolean mono = role == TextRole.MONO || role == TextRole.MONO_BOLD;
    return text.length() * size * (mono ? 0.6 : 0.54);
  }
}
