package vivarium.desktop.shell;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;

/**
 * Whether a part of the window is folded away: where there is little room, until a person opens it;
 * elsewhere it is open until a person folds it. When the room changes, the room decides again.
 */
final class Fold {

  private final ReadOnlyBooleanWrapper folded = new ReadOnlyBooleanWrapper();

  /**
   * A fold.
   *
   * @param little whether there is too little room for the part beside the stage
   */
  Fold(ObservableValue<Boolean> little) {
    little.subscribe(folded::set);
  }

  void toggle() {
    folded.set(!folded.get());
  }

  void open() {
    folded.set(false);
  }

  void close() {
    folded.set(true);
  }

  boolean isFolded() {
    return folded.get();
  }

  ReadOnlyBooleanProperty foldedProperty() {
    return folded.getReadOnlyProperty();
  }
}
