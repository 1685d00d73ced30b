package vivarium.desktop.tables;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import vivarium.desktop.i18n.Glossary;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.tables.TablesViewModel.Order;
import vivarium.desktop.theme.Theme;

/** One table at a time, buttons that say which, and a way to take it along as text. */
public final class TablesView extends BorderPane {

  private static final double MEANING_WIDTH = 360;

  /** A column is as wide as its longest text, up to so many letters. */
  private static final int MAX_LETTERS = 44;

  /** So many rows say how wide a column has to be. */
  private static final int MEASURED = 400;

  private static final double LETTER_WIDTH = 6.7;

  /** How much wider than a letter of the table a Korean one, or one of a heading, may be. */
  private static final double WIDE_LETTER = 1.75;

  private static final double ROOM_BESIDE_TEXT = 18;
  private static final double ROOM_FOR_ARROW = 22;
  private static final double ROOM_FOR_BAR = 16;
  private static final int LAST_NARROW_LETTER = 0x2FF;

  private final TablesViewModel model;
  private final Consumer<Selection> select;
  private final Consumer<Sentence> tell;
  private final TableView<TableRow> table;
  private final Map<TableKind, ToggleButton> chooser = new EnumMap<>(TableKind.class);
  private final Button copy = new Button();
  private final List<Double> given = new ArrayList<>();
  private Texts texts = Texts.ENGLISH;
  private boolean follows;

  /**
   * @param select what a click on a row does with what it stands for
   * @param tell says for a while what was done
   */
  public TablesView(TablesViewModel model, Consumer<Selection> select, Consumer<Sentence> tell) {
    this.model = model;
    this.select = select;
    this.tell = tell;
    this.table = new TableView<>(model.rows());
    getStyleClass().add("tables");
    setId("tables");
    table.setId("table");
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setSortPolicy(unused -> sorted());
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            row -> {
              if (row != null && !follows && table.isFocusWithin()) {
                select.accept(row.selection());
              }
            });
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    setTop(bar());
    setCenter(table);
    model.kindProperty().subscribe(this::show);
  }

  private Region bar() {
    ToggleGroup group = new ToggleGroup();
    HBox kinds = new HBox();
    for (TableKind kind : TableKind.values()) {
      ToggleButton button = new ToggleButton();
      button.setId("table-" + kind.id());
      button.setToggleGroup(group);
      button.getStyleClass().add("segment");
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setOnAction(
          event -> {
            button.setSelected(true); // There is always one.
            model.kindProperty().set(kind);
            pulse();
          });
      chooser.put(kind, button);
      kinds.getChildren().add(button);
    }
    copy.setId("table-copy");
    copy.getStyleClass().add("small");
    copy.setMinWidth(Region.USE_PREF_SIZE);
    copy.setOnAction(event -> copy());
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox bar = new HBox(8, kinds, between, copy);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("pane-bar");
    return bar;
  }

  /** Puts the view's own words into a language. */
  public void speak(Texts language) {
    texts = language;
    chooser.forEach((kind, button) -> button.setText(kind.title(language)));
    copy.setText(language.get("table.copy"));
    copy.setTooltip(new Tooltip(language.get("table.copyHelp")));
    table.setPlaceholder(new Label(language.get("table.nothing")));
    model.speak(language);
    show(model.kindProperty().get());
  }

  /** Follows the model. Call it once a frame, while it is shown. */
  public void pulse() {
    follows = true;
    boolean news = model.pulse();
    follows = false;
    if (news) {
      fitColumns();
    }
  }

  private void show(TableKind kind) {
    chooser.forEach((each, button) -> button.setSelected(each == kind));
    table.getColumns().clear();
    given.clear();
    Glossary glossary = new Glossary(texts);
    List<String> names = kind.columns(texts);
    for (int i = 0; i < names.size(); i++) {
      table.getColumns().add(column(i, names.get(i), glossary));
      given.add(-1.0);
    }
    Order order = model.orderProperty().get();
    if (order.column() >= 0) {
      TableColumn<TableRow, ?> column = table.getColumns().get(order.column());
      column.setSortType(
          order.descending() ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
      table.getSortOrder().add(column);
    }
    table.setAccessibleText(kind.title(texts));
  }

  private TableColumn<TableRow, TableCell> column(int index, String name, Glossary glossary) {
    TableColumn<TableRow, TableCell> column = new TableColumn<>();
    Label heading = new Label(name);
    heading.setMinWidth(Region.USE_PREF_SIZE);
    glossary
        .meaning(name)
        .ifPresent(
            meaning -> {
              Tooltip tooltip = new Tooltip(meaning);
              tooltip.setWrapText(true);
              tooltip.setMaxWidth(MEANING_WIDTH);
              heading.setTooltip(tooltip);
              heading.setAccessibleHelp(meaning);
            });
    column.setGraphic(heading);
    column.setId("column-" + index);
    column.setReorderable(false);
    column.setCellValueFactory(
        data -> data.getValue().cellsProperty().map(cells -> cells.get(index)));
    column.setCellFactory(unused -> new Cell());
    return column;
  }

  /** The rows are put in order by whoever keeps them; the heading only says how. */
  private boolean sorted() {
    if (table.getSortOrder().isEmpty()) {
      model.orderProperty().set(Order.NONE);
    } else {
      TableColumn<TableRow, ?> by = table.getSortOrder().getFirst();
      model
          .orderProperty()
          .set(
              new Order(
                  table.getColumns().indexOf(by),
                  by.getSortType() == TableColumn.SortType.DESCENDING));
    }
    return true;
  }

  /**
   * Columns grow with what stands in them, unless a person has made them as wide as they are. Where
   * all fit, each has room for the arrow of its order; otherwise only those that have one, and
   * columns in which nothing stands make room for the others.
   */
  private void fitColumns() {
    List<String> names = model.kindProperty().get().columns(texts);
    List<Double> needed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      needed.add(textWidth(i, names.get(i)) + ROOM_BESIDE_TEXT);
    }
    double all = needed.stream().mapToDouble(Double::doubleValue).sum();
    boolean fits = all + ROOM_FOR_BAR <= table.getWidth();
    boolean roomy = all + names.size() * ROOM_FOR_ARROW + ROOM_FOR_BAR <= table.getWidth();
    for (int i = 0; i < names.size(); i++) {
      TableColumn<TableRow, ?> column = table.getColumns().get(i);
      boolean sorts = table.getSortOrder().contains(column);
      column.setVisible(fits || sorts || says(i));
      boolean arrow = roomy || sorts;
      double width = Math.ceil(needed.get(i) + (arrow ? ROOM_FOR_ARROW : 0));
      double before = given.get(i);
      if (width > before && (before < 0 || column.getWidth() == before)) {
        column.setPrefWidth(width);
        given.set(i, width);
      }
    }
  }

  /** Whether something stands in a column, or could: an empty table says what it is about. */
  private boolean says(int column) {
    return model.rows().isEmpty()
        || model.rows().stream()
            .anyMatch(row -> !row.cells().get(column).text().equals(TableCell.NONE.text()));
  }

  private double textWidth(int column, String name) {
    double width = width(name) * 1.1;
    for (TableRow row : model.rows().subList(0, Math.min(MEASURED, model.rows().size()))) {
      double cell = width(row.cells().get(column).text());
      width = Math.max(width, Math.min(MAX_LETTERS * LETTER_WIDTH, cell));
    }
    return width;
  }

  private static double width(String text) {
    double width = 0;
    for (int i = 0; i < text.length(); i++) {
      width += text.charAt(i) > LAST_NARROW_LETTER ? LETTER_WIDTH * WIDE_LETTER : LETTER_WIDTH;
    }
    return width;
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
      copy();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      TableRow row = table.getSelectionModel().getSelectedItem();
      if (row != null) {
        select.accept(row.selection());
        event.consume();
      }
    }
  }

  private void copy() {
    List<TableRow> chosen =
        table.getSelectionModel().getSelectedItems().size() > 1
            ? List.copyOf(table.getSelectionModel().getSelectedItems())
            : List.of();
    ClipboardContent content = new ClipboardContent();
    content.putString(model.asText(chosen));
    Clipboard.getSystemClipboard().setContent(content);
    int count = chosen.isEmpty() ? model.rows().size() : chosen.size();
    tell.accept(Sentence.of("table.copied", count));
  }

  /** The table itself, which takes the keys. */
  public Node focusTarget() {
    return table;
  }

  private static final class Cell extends javafx.scene.control.TableCell<TableRow, TableCell> {

    Cell() {
      getStyleClass().add("mono-cell");
      setAlignment(Pos.CENTER_LEFT);
      setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    }

    @Override
    protected void updateItem(TableCell cell, boolean empty) {
      super.updateItem(cell, empty);
      if (empty || cell == null) {
        setText(null);
        setTooltip(null);
        return;
      }
      setText(cell.text());
      Theme.tone(this, cell.tone());
      setTooltip(cell.text().length() > MAX_LETTERS ? new Tooltip(cell.text()) : null);
    }
  }
}
