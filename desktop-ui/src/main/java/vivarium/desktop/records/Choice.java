package vivarium.desktop.records;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.Region;

/** One of several things, each under a name in the person's language. */
final class Choice<T> extends ComboBox<T> {

  private final Function<T, String> name;
  private Consumer<T> chosen = unused -> {};
  private boolean follows;

  Choice(String id, Function<T, String> name) {
    this.name = name;
    setId(id);
    setMinWidth(Region.USE_PREF_SIZE);
    refresh();
    valueProperty()
        .subscribe(
            now -> {
              if (now != null && !follows) {
                chosen.accept(now);
              }
            });
  }

  /** Says what is done when a person chooses. */
  void onChosen(Consumer<T> action) {
    chosen = action;
  }

  /** Shows what is chosen, without doing anything. */
  void choose(T thing) {
    if (!thing.equals(getValue())) {
      follows = true;
      setValue(thing);
      follows = false;
    }
  }

  /** Shows what can be chosen; what is chosen stays, if it is still among it. */
  void setItems(List<T> things) {
    if (!getItems().equals(things)) {
      follows = true;
      T before = getValue();
      getItems().setAll(things);
      setValue(before != null && things.contains(before) ? before : null);
      follows = false;
    }
  }

  /** Names everything anew, in another language. */
  void refresh() {
    setCellFactory(unused -> new Cell());
    setButtonCell(new Cell());
  }

  private final class Cell extends ListCell<T> {

    Cell() {
      setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    }

    @Override
    protected void updateItem(T thing, boolean empty) {
      super.updateItem(thing, empty);
      setText(empty || thing == null ? null : name.apply(thing));
    }
  }
}
