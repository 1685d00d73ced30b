package vivarium.desktop.stage;

/**
 * What part of the grid of brokers × partitions is looked at.
 *
 * @param zoom 1 shows all of it; how much larger the side that grows most is drawn
 * @param column the first broker in sight, with a fraction, counted from 0
 * @param row the first partition in sight, with a fraction, counted from 0
 */
public record Viewport(double zoom, double column, double row) {

  /** Everything in sight. */
  public static final Viewport FIT = new Viewport(1, 0, 0);
}
