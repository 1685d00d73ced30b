package vivarium.desktop.theme;

import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * The ground and the edge of a large panel with round corners. Only a strip at its top and one at
 * its bottom are rounded: a shape with round corners is rendered pixel by pixel wherever something
 * on it changes, and a plain rectangle of one colour costs next to nothing.
 */
public final class Plate extends Region {

  /** In pixels: as much as the corners of the style sheet need. */
  private static final double STRIP = 10;

  private final Region top = part("plate-top");
  private final Region edges = part("plate-edges");
  private final Region middle = part("plate-middle");
  private final Region bottom = part("plate-bottom");

  private Plate() {
    getChildren().addAll(top, edges, middle, bottom);
    setManaged(false);
    setMouseTransparent(true);
  }

  /**
   * Lays a plate under all that is in a panel.
   *
   * @param children of the panel
   */
  public static void under(Region panel, ObservableList<Node> children) {
    Plate plate = new Plate();
    children.addFirst(plate);
    panel
        .layoutBoundsProperty()
        .subscribe(bounds -> plate.resizeRelocate(0, 0, bounds.getWidth(), bounds.getHeight()));
  }

  private static Region part(String styleClass) {
    Region part = new Region();
    part.getStyleClass().add(styleClass);
    return part;
  }

  @Override
  protected void layoutChildren() {
    double strip = Math.min(STRIP, Math.floor(getHeight() / 2));
    top.resizeRelocate(0, 0, getWidth(), strip);
    edges.resizeRelocate(0, strip, getWidth(), getHeight() - 2 * strip);
    middle.resizeRelocate(1, strip, getWidth() - 2, getHeight() - 2 * strip);
    bottom.resizeRelocate(0, getHeight() - strip, getWidth(), strip);
  }
}
