package vivarium.desktop.records;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.records.Payload.Format;
import vivarium.desktop.records.RecordTexts.Column;
import vivarium.desktop.records.RecordsViewModel.From;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Theme;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.event.TopicPartition;

/** The records of a partition, one of them in full, and beside them the form to produce one. */
public final class RecordsView extends BorderPane {

  private static final double SIDE_SHARE = 0.36;
  private static final double FORM_SHARE = 0.46;
  private static final int CUT_LETTERS = 46;

  private final RecordsViewModel model;
  private final Consumer<Sentence> tell;
  private final ComboBox<String> topic = new ComboBox<>();
  private final Choice<Integer> partition = new Choice<>("records-partition", this::partitionName);
  private final Choice<Integer> replica = new Choice<>("records-replica", this::replicaName);
  private final Choice<From> from = new Choice<>("records-from", this::fromName);
  private final TextField fromValue = new TextField();
  private final TextField keyFilter = new TextField();
  private final Choice<Format> format = new Choice<>("records-format", this::formatName);
  private final Button read = new Button();
  private final Button more = new Button();
  private final Button copy = new Button();
  private final ToggleButton write = new ToggleButton();
  private final Label answer = new Label();
  private final TableView<RecordRow> table;
  private final TailFollower tail;
  private final TextArea detail = new TextArea();
  private final ProduceView produce;
  private final StackPane side = new StackPane();
  private Texts texts = Texts.ENGLISH;

  /**
   * @param tell says for a while what was done
   */
  public RecordsView(RecordsViewModel model, ProduceViewModel writing, Consumer<Sentence> tell) {
    this.model = model;
    this.tell = tell;
    this.table = new TableView<>(model.rows());
    this.tail = new TailFollower(table);
    this.produce = new ProduceView(writing, model);
    getStyleClass().add("records");
    setId("records");
    write.setDisable(!writing.isPossible());
    produce.visibleProperty().bind(write.selectedProperty());
    detail.visibleProperty().bind(write.selectedProperty().not());
    detail.setId("record-detail");
    detail.setEditable(false);
    detail.setWrapText(true);
    side.getStyleClass().add("side");
    side.getChildren().addAll(detail, produce);
    side.prefWidthProperty()
        .bind(
            Bindings.when(write.selectedProperty())
                .then(widthProperty().multiply(FORM_SHARE))
                .otherwise(widthProperty().multiply(SIDE_SHARE)));
    side.setMinWidth(0);
    table.setId("records-table");
    table.getSelectionModel().selectedItemProperty().subscribe(row -> showDetail());
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    model.formatProperty().subscribe(unused -> rename());
    bind();
    setTop(bar());
    setCenter(table);
    setRight(side);
  }

  private void bind() {
    model.partitionProperty().subscribe(tail::begin);
    model.brokerProperty().subscribe(tail::begin);
    model.fromProperty().subscribe(tail::begin);
    topic.setId("records-topic");
    topic.setMinWidth(70);
    topic.setPrefWidth(120);
    topic
        .valueProperty()
        .subscribe(
            name -> {
              TopicPartition known = model.partitionProperty().get();
              if (name != null && (known == null || !known.topic().equals(name))) {
                model.partitionProperty().set(new TopicPartition(name, 0));
              }
            });
    partition.onChosen(
        number -> {
          TopicPartition known = model.partitionProperty().get();
          if (known != null) {
            model.partitionProperty().set(new TopicPartition(known.topic(), number));
          }
        });
    replica.onChosen(model.brokerProperty()::set);
    from.setItems(List.of(From.values()));
    from.onChosen(
        where -> {
          fromValue.setManaged(where.needsValue());
          fromValue.setVisible(where.needsValue());
          fromValue.setPromptText(where == From.TIMESTAMP ? "00:41.3" : "0");
          fromValue.setText(where == From.TIMESTAMP ? "00:00.0" : "0");
          model.fromProperty().set(where);
        });
    model.fromProperty().subscribe(from::choose);
    fromValue.setId("records-from-value");
    fromValue.setPrefColumnCount(8);
    fromValue.setManaged(false);
    fromValue.setVisible(false);
    fromValue.textProperty().bindBidirectional(model.fromValueProperty());
    fromValue.setOnAction(event -> model.load());
    keyFilter.setId("records-key");
    keyFilter.setPrefWidth(140);
    keyFilter.textProperty().bindBidirectional(model.keyFilterProperty());
    format.setItems(List.of(Format.values()));
    format.onChosen(model.formatProperty()::set);
    model.formatProperty().subscribe(format::choose);
    read.setId("records-read");
    read.setOnAction(event -> model.load());
    more.setId("records-more");
    more.setOnAction(event -> model.loadMore());
    more.disableProperty().bind(model.moreProperty().not());
    copy.setId("records-copy");
    copy.setOnAction(event -> copy());
    write.setId("records-write");
    write.setOnAction(
        event -> {
          TopicPartition id = model.partitionProperty().get();
          if (write.isSelected() && id != null) {
            produce.open(id, false);
          }
        });
    answer.setId("records-answer");
    answer.setWrapText(true);
    answer.textProperty().bind(model.answerProperty());
    model.wrongProperty().subscribe(is -> Theme.tone(answer, is ? Tone.BAD : Tone.MUTED));
  }

  private Region bar() {
    for (Region each : List.of(read, more, copy, write)) {
      each.getStyleClass().add("small");
      each.setMinWidth(Region.USE_PREF_SIZE);
    }
    FlowPane bar =
        new FlowPane(
            6, 4, topic, partition, replica, from, fromValue, keyFilter, format, read, more, copy,
            write, answer);
    bar.setRowValignment(VPos.CENTER);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("pane-bar");
    return bar;
  }

  /** Puts the view's own words into a language. */
  public void speak(Texts language) {
    texts = language;
    topic.setAccessibleText(language.get("client.topic"));
    partition.setAccessibleText(language.get("column.partition"));
    replica.setAccessibleText(language.get("records.replica"));
    from.setAccessibleText(language.get("records.from"));
    fromValue.setAccessibleText(language.get("records.fromValue"));
    keyFilter.setAccessibleText(language.get("records.keyFilter"));
    keyFilter.setPromptText(language.get("records.keyFilter"));
    format.setAccessibleText(language.get("records.format"));
    read.setText(language.get("records.read"));
    more.setText(language.get("records.more"));
    copy.setText(language.get("records.copy"));
    write.setText(language.get("records.write"));
    table.setAccessibleText(language.get("records.list"));
    table.setPlaceholder(new Label(language.get("records.nothing")));
    detail.setAccessibleText(language.get("records.detail"));
    detail.setPromptText(language.get("records.choose"));
    List.of(partition, replica, from, format).forEach(Choice::refresh);
    model.speak(language);
    produce.speak(language);
    rename();
  }

  private void rename() {
    RecordTexts words = words();
    if (table.getColumns().isEmpty()) {
      for (Column column : Column.values()) {
        table.getColumns().add(column(column));
      }
    }
    for (Column column : Column.values()) {
      table.getColumns().get(column.ordinal()).setGraphic(heading(words.heading(column)));
    }
    table.refresh();
    showDetail();
  }

  private static Label heading(String name) {
    Label heading = new Label(name);
    heading.setMinWidth(Region.USE_PREF_SIZE);
    return heading;
  }

  private TableColumn<RecordRow, RecordRow> column(Column which) {
    TableColumn<RecordRow, RecordRow> column = new TableColumn<>();
    column.setSortable(false); // The order of a log is that of its offsets.
    column.setReorderable(false);
    column.setId("records-column-" + which.ordinal());
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
    column.setCellFactory(unused -> new Cell(which));
    column.setPrefWidth(
        switch (which) {
          case OFFSET -> 86;
          case TIME -> 92;
          case KEY -> 120;
          case VALUE -> 320;
          case HEADERS -> 130;
          case BATCH -> 190;
        });
    return column;
  }

  private RecordTexts words() {
    return new RecordTexts(texts, model.formatProperty().get());
  }

  private void showDetail() {
    RecordRow row = table.getSelectionModel().getSelectedItem();
    String text = row == null ? "" : words().detail(row);
    if (!text.equals(detail.getText())) {
      detail.setText(text);
      detail.setScrollTop(0);
    }
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
      copy();
      event.consume();
    }
  }

  /** Takes the selected record along in full, or else all that are listed, one a line. */
  private void copy() {
    RecordRow chosen = table.getSelectionModel().getSelectedItem();
    RecordTexts words = words();
    String text;
    if (chosen != null) {
      text = words.detail(chosen);
    } else {
      StringBuilder all = new StringBuilder();
      for (RecordRow row : model.rows()) {
        for (Column column : Column.values()) {
          all.append(words.cell(row, column)).append(column == Column.BATCH ? '\n' : '\t');
        }
      }
      text = all.toString();
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    tell.accept(Sentence.of("records.copied"));
  }

  /** Follows the model. Call it once a frame, while it is shown. */
  public void pulse() {
    model.pulse();
    if (model.fromProperty().get() == From.TAIL) {
      tail.pulse();
    }
    TopicPartition id = model.partitionProperty().get();
    List<String> topics = model.topics();
    if (!topic.getItems().equals(topics)) {
      topic.getItems().setAll(topics);
    }
    if (id != null) {
      if (!id.topic().equals(topic.getValue())) {
        topic.setValue(id.topic());
      }
      partition.setItems(model.partitionsOf(id.topic()));
      partition.choose(id.partition());
      List<Integer> brokers = new ArrayList<>(List.of(RecordQuery.LEADER));
      brokers.addAll(model.brokers());
      replica.setItems(brokers);
      replica.choose(model.brokerProperty().get());
    }
    if (write.isSelected()) {
      produce.pulse();
    }
  }

  /** Looks at a partition. */
  public void show(TopicPartition id) {
    model.partitionProperty().set(id);
  }

  /** Opens the form, with the place filled in. */
  public void write(TopicPartition id) {
    show(id);
    write.setSelected(true);
    produce.open(id, true);
  }

  /** Opens the form for the partition looked at. */
  public void write() {
    pulse();
    write.setSelected(true);
    TopicPartition id = model.partitionProperty().get();
    if (id != null) {
      produce.open(id, false);
    }
  }

  private String partitionName(int number) {
    return texts.get("records.partitionOf", number);
  }

  private String replicaName(int broker) {
    return broker == RecordQuery.LEADER
        ? texts.get("records.leader")
        : texts.get("stage.broker", broker);
  }

  private String fromName(From where) {
    return switch (where) {
      case EARLIEST -> "earliest";
      case LATEST -> "latest";
      case OFFSET -> texts.get("records.offset");
      case TIMESTAMP -> texts.get("records.timestamp");
      case TAIL -> texts.get("records.tail");
    };
  }

  private String formatName(Format which) {
    return switch (which) {
      case AUTOMATIC -> texts.get("records.automatic");
      case TEXT -> texts.get("records.text");
      case JSON -> "JSON";
      case HEX -> "hex";
    };
  }

  private final class Cell extends TableCell<RecordRow, RecordRow> {

    private final Column column;

    Cell(Column column) {
      this.column = column;
      getStyleClass().add("mono-cell");
      setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    }

    @Override
    protected void updateItem(RecordRow row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setText(null);
        setTooltip(null);
        return;
      }
      String text = words().cell(row, column);
      setText(text);
      Theme.tone(this, tone(row));
      setTooltip(text.length() > CUT_LETTERS ? new Tooltip(text) : null);
    }

    private Tone tone(RecordRow row) {
      return switch (row) {
        case RecordRow.Missing unused -> Tone.MUTED;
        case RecordRow.Found found ->
            found.record().isControl()
                ? Tone.COORDINATION
                : found.committed() && !found.reordered() ? Tone.PLAIN : Tone.WARN;
      };
    }
  }
}
