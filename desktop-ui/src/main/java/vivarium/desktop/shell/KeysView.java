package vivarium.desktop.shell;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;

/** The list of keys, over the stage. */
final class KeysView extends VBox {

  private static final int COLUMNS = 2;

  KeysView() {
    super(12);
    getStyleClass().add("keys");
    setId("keys");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    setVisible(false);
  }

  void speak(Texts texts) {
    Label title = new Label(texts.get("keys.title"));
    title.getStyleClass().add("keys-title");
    GridPane grid = new GridPane(14, 6);
    List<WindowAction> keyed =
        Stream.of(WindowAction.values()).filter(action -> !action.keys().isEmpty()).toList();
    int rows = (keyed.size() + COLUMNS - 1) / COLUMNS;
    for (int i = 0; i < keyed.size(); i++) {
      Label key = new Label(keyed.get(i).keys());
      key.getStyleClass().add("key");
      key.setMinWidth(Region.USE_PREF_SIZE);
      Label meaning = new Label(keyed.get(i).title(texts));
      grid.add(key, 2 * (i / rows), i % rows);
      grid.add(meaning, 2 * (i / rows) + 1, i % rows);
    }
    getChildren().setAll(title, grid);
  }
}
