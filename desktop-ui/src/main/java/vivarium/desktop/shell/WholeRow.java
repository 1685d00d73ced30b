package vivarium.desktop.shell;

import javafx.scene.Node;
import javafx.scene.layout.HBox;

/**
 * Things beside each other, as many as there is room for: the first ones, each of them whole. It
 * asks for no room of its own.
 */
final class WholeRow extends HBox {

  WholeRow(double spacing) {
    super(spacing);
  }

  @Override
  protected void layoutChildren() {
    double room = getWidth();
    boolean fits = true;
    for (Node child : getChildren()) {
      double width = snapSizeX(child.prefWidth(-1));
      fits &= width <= room;
      room -= width + getSpacing();
      child.setVisible(fits);
    }
    super.layoutChildren();
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 0;
  }
}
