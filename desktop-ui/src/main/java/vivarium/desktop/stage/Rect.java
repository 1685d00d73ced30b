package vivarium.desktop.stage;

/** A rectangle in the stage's coordinates; y grows downwards. */
public record Rect(double x, double y, double w, double h) {

  public double right() {
    return x + w;
  }

  public double bottom() {
    return y + h;
  }

  public double centerX() {
    return x + w / 2;
  }

  public double centerY() {
    return y + h / 2;
  }

  public boolean contains(double px, double py) {
    return px >= x && px < right() && py >= y && py < bottom();
  }

  public boolean overlaps(Rect other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  /** What lies in both; its width or height is not positive if there is nothing. */
  public Rect intersection(Rect other) {
    double left = Math.max(x, other.x);
    double top = Math.max(y, other.y);
    return new Rect(
        left,
        top,
        Math.min(right(), other.right()) - left,
        Math.min(bottom(), other.bottom()) - top);
  }

  /** The rectangle without a border of the given width; negative makes it grow. */
  public Rect inset(double border) {
    return new Rect(x + border, y + border, w - 2 * border, h - 2 * border);
  }
}
