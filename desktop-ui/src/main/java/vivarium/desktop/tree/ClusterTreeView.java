package vivarium.desktop.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.theme.Theme;
import vivarium.engine.model.ClusterModel;

/**
 * The tree of everything on the stage. Arrows walk and open, letters find, Enter selects on the
 * stage, the menu key offers what can be done. Lines are changed in place, so that what is open and
 * where one is stay.
 */
public final class ClusterTreeView extends BorderPane {

  /** The tree follows the model at most this often. */
  private static final long INTERVAL_NANOS = 300_000_000L;

  /** Letters typed within this time belong together. */
  private static final long TYPING_NANOS = 1_000_000_000L;

  private static final double LINE = 22;

  /** A kind of so few things is open from the beginning. */
  private static final int OPEN_AT_FIRST = 6;

  private final Supplier<ClusterModel> model;
  private final BooleanSupplier internalTopics;
  private final Consumer<Selection> select;
  private final Function<Selection, ContextMenu> menuOf;
  private final LongSupplier wallNanos;
  private final TreeView<TreeEntry> tree;
  private @Nullable Item root;
  private Texts texts;
  private long updatedWallNanos;
  private boolean due = true;
  private String typed = "";
  private long typedWallNanos;
  private @Nullable ContextMenu openMenu;

  /** What is selected on the stage and has not been looked for yet. */
  private @Nullable Selection followed;

  /**
   * An empty tree.
   *
   * @param model what is true at the moment shown
   * @param internalTopics whether topics that Kafka keeps for itself are shown
   * @param select selects a thing on the stage
   * @param point marks on the stage what the line stands for at which the keys are
   * @param menuOf what can be done with a thing
   * @param wallNanos the wall clock, as {@link System#nanoTime}
   */
  public ClusterTreeView(
      Supplier<ClusterModel> model,
      BooleanSupplier internalTopics,
      Consumer<Selection> select,
      Consumer<Selection> point,
      Function<Selection, ContextMenu> menuOf,
      LongSupplier wallNanos,
      Texts texts) {
    this.model = model;
    this.internalTopics = internalTopics;
    this.select = select;
    this.menuOf = menuOf;
    this.wallNanos = wallNanos;
    this.texts = texts;
    this.tree = new TreeView<>();
    getStyleClass().add("tree");
    setId("tree-pane");
    tree.setId("tree");
    tree.setFixedCellSize(LINE);
    tree.setCellFactory(unused -> new Cell());
    tree.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    tree.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    tree.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    tree.setOnContextMenuRequested(this::offer);
    tree.getSelectionModel().selectedItemProperty().subscribe(unused -> point(point));
    tree.focusedProperty().subscribe(unused -> point(point));
    setCenter(tree);
  }

  /** Who walks through the lines sees where each is; without the keys the stage is left alone. */
  private void point(Consumer<Selection> point) {
    Selection here = chosen().map(TreeEntry::selection).orElse(Selection.CLUSTER);
    point.accept(tree.isFocused() ? here : Selection.CLUSTER);
  }

  /** A line that knows its children only once it was opened. */
  private static final class Item extends TreeItem<TreeEntry> {

    private final Map<String, Item> byKey = new HashMap<>();

    /** Who says what is below, if that is not the entry shown. */
    private @Nullable TreeEntry children;

    Item(TreeEntry entry) {
      super(entry);
      expandedProperty()
          .subscribe(
              open -> {
                if (open) {
                  fill();
                }
              });
    }

    @Override
    public boolean isLeaf() {
      return getValue() == null || getValue().isLeaf();
    }

    /** Takes over what is true now; the lines of things that stay, stay. */
    void update(TreeEntry entry) {
      TreeEntry before = getValue();
      if (!before.words().equals(entry.words()) || before.tone() != entry.tone()) {
        setValue(entry);
      }
      children = entry; // Equal words need no redrawing, but what is below must be that of now.
      if (isExpanded()) {
        fill();
      }
    }

    /** The line below this one that the keys lead to, opened before or not; null if none. */
    @Nullable Item find(List<String> path) {
      Item item = this;
      for (String key : path) {
        item.fill();
        Item next = item.byKey.get(key);
        if (next == null) {
          return null;
        }
        item = next;
      }
      return item;
    }

    private void fill() {
      TreeEntry source = children == null ? getValue() : children;
      List<Item> wanted = new ArrayList<>();
      Map<String, Item> known = new HashMap<>(byKey);
      byKey.clear();
      for (TreeEntry entry : source.children().get()) {
        Item item = known.get(entry.key());
        if (item == null) {
          item = new Item(entry);
        } else {
          item.update(entry);
        }
        byKey.put(entry.key(), item);
        wanted.add(item);
      }
      if (!getChildren().equals(wanted)) {
        replace(wanted);
      }
    }

    /** One by one, since a change of all would take the selection with it. */
    private void replace(List<Item> wanted) {
      getChildren().removeIf(child -> !wanted.contains(child));
      for (int i = 0; i < wanted.size(); i++) {
        if (i >= getChildren().size() || getChildren().get(i) != wanted.get(i)) {
          getChildren().remove(wanted.get(i));
          getChildren().add(i, wanted.get(i));
        }
      }
    }
  }

  /** Puts everything into a language. */
  public void speak(Texts language) {
    texts = language;
    tree.setAccessibleText(language.get("tree.name"));
    due = true;
  }

  /**
   * Makes the line of what is selected on the stage the one of the tree, opens what it is in and
   * brings it in sight. What has no line leaves the tree as it is.
   */
  public void follow(Selection selection) {
    followed = selection;
    due = true;
  }

  private void showFollowed(Item top) {
    Selection wanted = followed;
    followed = null;
    if (wanted == null || chosen().filter(entry -> entry.selection().equals(wanted)).isPresent()) {
      return;
    }
    List<String> path = TreeContent.pathTo(wanted);
    Item item = path == null ? null : top.find(path);
    if (item == null) {
      return;
    }
    for (TreeItem<TreeEntry> above = item.getParent(); above != null; above = above.getParent()) {
      above.setExpanded(true);
    }
    int row = tree.getRow(item);
    tree.getSelectionModel().select(row);
    tree.scrollTo(Math.max(0, row - 2));
  }

  /** Brings the tree up to date, if it is time to. Call it once a frame, while it is shown. */
  public void pulse() {
    long now = wallNanos.getAsLong();
    if (!due && now - updatedWallNanos < INTERVAL_NANOS) {
      return;
    }
    due = false;
    updatedWallNanos = now;
    TreeEntry entry = new TreeContent(model.get(), internalTopics.getAsBoolean(), texts).root();
    Item known = root;
    if (known == null) {
      Item first = new Item(entry);
      root = first;
      tree.setRoot(first);
      known = first;
      first.setExpanded(true);
      for (TreeItem<TreeEntry> kind : first.getChildren()) {
        kind.setExpanded(kind.getValue().children().get().size() <= OPEN_AT_FIRST);
      }
      tree.getSelectionModel().select(0);
    } else {
      known.update(entry);
    }
    showFollowed(known);
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      chosen().ifPresent(entry -> select.accept(entry.selection()));
      event.consume();
    }
  }

  private Optional<TreeEntry> chosen() {
    TreeItem<TreeEntry> item = tree.getSelectionModel().getSelectedItem();
    return Optional.ofNullable(item).map(TreeItem::getValue);
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY) {
      chosen().ifPresent(entry -> select.accept(entry.selection()));
    }
  }

  /** The next line that begins with what was typed; behind the last comes the first. */
  private void typed(KeyEvent event) {
    String letter = event.getCharacter().toLowerCase(Locale.ROOT);
    if (letter.isEmpty() || Character.isISOControl(letter.charAt(0)) || event.isShortcutDown()) {
      return;
    }
    long now = wallNanos.getAsLong();
    boolean anew = now - typedWallNanos > TYPING_NANOS;
    if (anew && letter.isBlank()) {
      return; // It stands before a name, and not within.
    }
    typed = anew ? letter : typed + letter;
    typedWallNanos = now;
    int rows = tree.getExpandedItemCount();
    int from = Math.max(0, tree.getSelectionModel().getSelectedIndex()) + (anew ? 1 : 0);
    for (int i = 0; i < rows; i++) {
      int row = (from + i) % rows;
      if (tree.getTreeItem(row).getValue().words().toLowerCase(Locale.ROOT).startsWith(typed)) {
        tree.getSelectionModel().select(row);
        tree.scrollTo(Math.max(0, row - 2));
        event.consume();
        return;
      }
    }
  }

  private void offer(ContextMenuEvent event) {
    ContextMenu before = openMenu;
    if (before != null) {
      before.hide();
    }
    chosen()
        .ifPresent(
            entry -> {
              ContextMenu menu = menuOf.apply(entry.selection());
              if (!menu.getItems().isEmpty()) {
                menu.show(tree, event.getScreenX(), event.getScreenY());
                openMenu = menu;
              }
            });
    event.consume();
  }

  private static final class Cell extends TreeCell<TreeEntry> {

    @Override
    protected void updateItem(@Nullable TreeEntry entry, boolean empty) {
      super.updateItem(entry, empty);
      if (empty || entry == null) {
        setText(null);
        setAccessibleText(null);
        return;
      }
      setText(entry.words());
      setAccessibleText(entry.words());
      Theme.tone(this, entry.tone());
    }
  }
}
