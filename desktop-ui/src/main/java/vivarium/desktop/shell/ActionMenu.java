package vivarium.desktop.shell;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import vivarium.desktop.inspector.Action;
import vivarium.engine.api.Command;

/** The menu of what can be done with a thing; grey, and why, where nothing can be changed. */
final class ActionMenu {

  private ActionMenu() {}

  /**
   * The menu of actions.
   *
   * @param whyNot why nothing can be changed; empty if something can
   * @param send where commands go
   */
  static ContextMenu of(List<Action> actions, String whyNot, Consumer<Command> send) {
    ContextMenu menu = new ContextMenu();
    if (!whyNot.isEmpty() && !actions.isEmpty()) {
      MenuItem why = new MenuItem(whyNot);
      why.setId("menu-why-not");
      why.setMnemonicParsing(false);
      why.setDisable(true);
      menu.getItems().addAll(why, new SeparatorMenuItem());
    }
    for (Action action : actions) {
      MenuItem item = new MenuItem(action.label());
      item.setMnemonicParsing(false);
      item.setId("menu-" + action.id());
      switch (action.manner()) {
        case PLAIN -> {}
        case BREAKS -> item.getStyleClass().add("breaks");
        case MENDS -> item.getStyleClass().add("mends");
      }
      item.setOnAction(event -> action.commands().forEach(send));
      MenuItem line = action.confirmation().isEmpty() ? item : asking(action, item);
      line.setDisable(!whyNot.isEmpty());
      menu.getItems().add(line);
    }
    return menu;
  }

  /** What loses something for good is one step further away, where it is said. */
  private static Menu asking(Action action, MenuItem item) {
    Menu menu = new Menu(action.label());
    menu.setMnemonicParsing(false);
    menu.getStyleClass().add("breaks");
    menu.setId("ask-" + action.id());
    item.setText(action.confirmation());
    menu.getItems().add(item);
    return menu;
  }
}
