package vivarium.desktop.records;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.theme.Theme;
import vivarium.engine.api.NewRecord;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;

/**
 * The form of a record that is produced by hand. Its fields are scrolled where there is little
 * room; what sends them, and what came of it, are always in sight.
 */
final class ProduceView extends BorderPane {

  private final ProduceViewModel model;
  private final RecordsViewModel records;
  private final Choice<String> topic = new Choice<>("produce-topic", name -> name);
  private final Choice<Integer> partition;
  private final TextField key = new TextField();
  private final TextField value = new TextField();
  private final CheckBox tombstone = new CheckBox();
  private final TextField headers = new TextField();
  private final Choice<Integer> acks;
  private final Button send = new Button();
  private final Label answer = new Label();
  private final GridPane grid = new GridPane(8, 5);
  private final List<Label> names = new ArrayList<>();
  private Texts texts = Texts.ENGLISH;

  ProduceView(ProduceViewModel model, RecordsViewModel records) {
    this.model = model;
    this.records = records;
    getStyleClass().add("produce");
    setId("produce");
    partition = new Choice<>("produce-partition", this::partitionName);
    acks = new Choice<>("produce-acks", ProducerSettings::acksWord);
    acks.setItems(List.of(ProducerSettings.ACKS_ALL, 1, 0));
    topic.setMaxWidth(Double.MAX_VALUE);
    key.setId("produce-key");
    value.setId("produce-value");
    headers.setId("produce-headers");
    tombstone.setId("produce-tombstone");
    send.setId("produce-send");
    send.getStyleClass().add("small");
    send.setMinWidth(Region.USE_PREF_SIZE);
    send.setOnAction(event -> model.send());
    send.disableProperty().bind(model.underWayProperty());
    answer.setId("produce-answer");
    answer.setWrapText(true);
    answer.setMinHeight(Region.USE_PREF_SIZE);
    answer.textProperty().bind(model.answerProperty());
    model.toneProperty().subscribe(tone -> Theme.tone(answer, tone));
    bind();
    ColumnConstraints name = new ColumnConstraints();
    name.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints field = new ColumnConstraints();
    field.setHgrow(Priority.ALWAYS);
    field.setMinWidth(60);
    grid.getColumnConstraints().addAll(name, field);
    HBox place = new HBox(6, topic, partition);
    HBox.setHgrow(topic, Priority.ALWAYS);
    topic.setMinWidth(70);
    HBox valueBox = new HBox(8, value, tombstone);
    HBox.setHgrow(value, Priority.ALWAYS);
    value.setMinWidth(60);
    tombstone.setMinWidth(Region.USE_PREF_SIZE);
    List<Node> fields = List.of(place, key, valueBox, headers, acks);
    for (int i = 0; i < fields.size(); i++) {
      Label label = new Label();
      label.getStyleClass().add("label-name");
      label.setMinWidth(Region.USE_PREF_SIZE);
      names.add(label);
      grid.addRow(i, label, fields.get(i));
    }
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinHeight(0);
    HBox.setHgrow(answer, Priority.ALWAYS);
    HBox bottom = new HBox(8, send, answer);
    bottom.setAlignment(Pos.CENTER_LEFT);
    setCenter(scroll);
    setBottom(bottom);
    setMargin(bottom, new Insets(6, 0, 0, 0));
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof TextField) {
            send.fire();
            event.consume();
          }
        });
  }

  private void bind() {
    topic
        .valueProperty()
        .subscribe(
            name -> {
              if (name != null && !name.equals(model.topicProperty().get())) {
                model.topicProperty().set(name);
                model.partitionProperty().set(NewRecord.AUTOMATIC);
              }
            });
    model.topicProperty().subscribe(name -> topic.setValue(name.isEmpty() ? null : name));
    partition.onChosen(number -> model.partitionProperty().set(number));
    acks.onChosen(word -> model.acksProperty().set(word));
    model.acksProperty().subscribe(acks::choose);
    key.textProperty().bindBidirectional(model.keyProperty());
    value.textProperty().bindBidirectional(model.valueProperty());
    value.disableProperty().bind(model.tombstoneProperty());
    tombstone.selectedProperty().bindBidirectional(model.tombstoneProperty());
    headers.textProperty().bindBidirectional(model.headersProperty());
  }

  private String partitionName(int number) {
    return number == NewRecord.AUTOMATIC
        ? texts.get("produce.automatic")
        : texts.get("records.partitionOf", number);
  }

  void speak(Texts language) {
    texts = language;
    List<String> words =
        List.of(
            language.get("client.topic"),
            language.get("records.key"),
            language.get("records.value"),
            language.get("records.headers"),
            "acks");
    for (int i = 0; i < words.size(); i++) {
      names.get(i).setText(words.get(i));
    }
    topic.setAccessibleText(words.get(0));
    partition.setAccessibleText(language.get("column.partition"));
    key.setAccessibleText(words.get(1));
    value.setAccessibleText(words.get(2));
    headers.setAccessibleText(words.get(3));
    acks.setAccessibleText(words.get(4));
    key.setPromptText(language.get("produce.noKey"));
    headers.setPromptText("source=web, trace=42");
    tombstone.setText(language.get("produce.tombstone"));
    send.setText(language.get("produce.send"));
    partition.refresh();
    model.speak(language);
  }

  /** Follows which topics and partitions there are. */
  void pulse() {
    List<String> topics = records.topics();
    if (!topic.getItems().equals(topics)) {
      topic.getItems().setAll(topics);
      topic.setValue(model.topicProperty().get());
    }
    List<Integer> partitions = new ArrayList<>(List.of(NewRecord.AUTOMATIC));
    partitions.addAll(records.partitionsOf(model.topicProperty().get()));
    partition.setItems(partitions);
    partition.choose(model.partitionProperty().get());
  }

  /** Fills in where the record is to go, and waits for its key. */
  void open(TopicPartition to, boolean given) {
    model.topicProperty().set(to.topic());
    model.partitionProperty().set(given ? to.partition() : NewRecord.AUTOMATIC);
    pulse();
    key.requestFocus();
  }
}
